// BTreeMap: an ordered map as a B-tree (Bayer and McCreight; deletion as in Cormen et al., chapter
// 18): every node but the root has kLeast to kMost keys, so that each step of a search costs one
// node. Splits and merges happen on the way down; nothing has to go up again.
#pragma once
#include <manifest.hpp>

#include "node.hpp"

namespace btree {

template <class Key, class Value>
class BTreeMap {
 public:
  using NodeRef = sip::Gc<Node<Key, Value>>;

  BTreeMap() : root_(sip::make_gc<Node<Key, Value>>()) {}

  std::size_t size() const { return size_; }

  sip::Optional<Value> find(const Key& key) const {
    NodeRef at = root_;
    while (true) {
      const auto& node = *at;
      const std::size_t place = node.lower_bound(key);
      if (place < node.count && !(key < node.keys[place])) return node.values[place];
      if (node.leaf) return {};
      at = node.children[place];
    }
  }

  /// Whether the key is new; an old value is replaced.
  bool insert_or_assign(const Key& key, const Value& value) {
    if ((*root_).count == kMost) {
      auto root = sip::make_gc<Node<Key, Value>>();
      (*root).become_inner();
      (*root).children[0] = root_;
      root_ = root;
      split_child(*root, 0);
    }
    NodeRef at = root_;
    while (true) {
      auto& node = *at;
      const std::size_t place = node.lower_bound(key);
      if (place < node.count && !(key < node.keys[place])) {
        node.values[place] = value;
        return false;
      }
      if (node.leaf) {
        node.open_gap(place);
        node.keys[place] = key;
        node.values[place] = value;
        ++size_;
        return true;
      }
      if ((*node.children[place]).count == kMost) {
        split_child(node, place);
        if (!(key < node.keys[place])) continue;  // it may be the one that came up
      }
      at = node.children[place];
    }
  }

  /// Whether the key was there.
  bool erase(const Key& key) {
    const bool found = erase_below(root_, key);
    if ((*root_).count == 0 && !(*root_).leaf) root_ = (*root_).children[0];
    if (found) --size_;
    return found;
  }

  /// Calls visit(key, value) in rising order.
  template <class Visit>
  void for_each(const Visit& visit) const {
    walk(root_, visit);
  }

  /// Does every node keep what a B-tree promises?
  bool is_sound() const {
    std::size_t count = 0, depth = 0;
    const bool sound = is_sound_below(root_, true, count, depth);
    return sound && count == size_;
  }

 private:
  template <class Visit>
  static void walk(const NodeRef& ref, const Visit& visit) {
    const auto& node = *ref;
    for (std::size_t i = 0; i < node.count; ++i) {
      if (!node.leaf) walk(node.children[i], visit);
      visit(node.keys[i], node.values[i]);
    }
    if (!node.leaf) walk(node.children[node.count], visit);
  }

  static bool is_sound_below(const NodeRef& ref, bool is_root, std::size_t& count,
                             std::size_t& depth) {
    const auto& node = *ref;
    if (node.count > kMost || (!is_root && node.count < kLeast)) return false;
    for (std::size_t i = 1; i < node.count; ++i)
      if (!(node.keys[i - 1] < node.keys[i])) return false;
    count += node.count;
    depth = 1;
    if (node.leaf) return true;
    std::size_t first_depth = 0;
    for (std::size_t i = 0; i <= node.count; ++i) {
      std::size_t child_depth = 0;
      if (!is_sound_below(node.children[i], false, count, child_depth)) return false;
      if (i == 0) first_depth = child_depth;
      const auto& child = *node.children[i];
      if (child_depth != first_depth) return false;
      if (i > 0 && !(node.keys[i - 1] < child.keys[0])) return false;
      if (i < node.count && !(child.keys[child.count - 1] < node.keys[i])) return false;
    }
    depth = first_depth + 1;
    return true;
  }

  static bool erase_below(NodeRef at, const Key& key) {
    while (true) {
      auto& node = *at;
      std::size_t place = node.lower_bound(key);
      const bool here = place < node.count && !(key < node.keys[place]);
      if (node.leaf) {
        if (here) node.close_gap(place);
        return here;
      }
      if (here) return erase_inner(node, place, key);
      if ((*node.children[place]).count == kLeast) place = fill_child(node, place);
      at = node.children[place];
    }
  }

  // The key of an inner node gives way to its neighbour in a leaf, or goes down with a merge.
  static bool erase_inner(Node<Key, Value>& node, std::size_t place, const Key& key) {
    const NodeRef left = node.children[place], right = node.children[place + 1];
    if ((*left).count > kLeast) {
      NodeRef leaf = left;
      while (!(*leaf).leaf) leaf = (*leaf).children[(*leaf).count];
      const auto& last = *leaf;
      node.keys[place] = last.keys[last.count - 1];
      node.values[place] = last.values[last.count - 1];
      return erase_below(left, Key(node.keys[place]));
    }
    if ((*right).count > kLeast) {
      NodeRef leaf = right;
      while (!(*leaf).leaf) leaf = (*leaf).children[0];
      node.keys[place] = (*leaf).keys[0];
      node.values[place] = (*leaf).values[0];
      return erase_below(right, Key(node.keys[place]));
    }
    merge_children(node, place);
    return erase_below(left, key);
  }

  NodeRef root_;
  std::size_t size_ = 0;
};

}  // namespace btree
