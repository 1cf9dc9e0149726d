// The B-tree map as processes/programs/btree, in plain C++: nodes are owned by their parents.
#include <array>
#include <cstdint>
#include <memory>
#include <optional>

#include "program.hpp"

namespace btree {

inline constexpr std::size_t kLeast = 15;  // keys of a node that is not the root
inline constexpr std::size_t kMost = kLeast * 2 + 1;

template <class Key, class Value>
struct Node {
  std::size_t count = 0;
  bool leaf = true;
  std::array<Key, kMost> keys;
  std::array<Value, kMost> values;
  std::array<std::unique_ptr<Node>, kMost + 1> children;

  /// The first place whose key is not below `key`.
  std::size_t lower_bound(const Key& key) const {
    std::size_t low = 0, high = count;
    while (low < high) {
      const std::size_t middle = (low + high) / 2;
      if (keys[middle] < key)
        low = middle + 1;
      else
        high = middle;
    }
    return low;
  }

  /// Room for a key at `place` (and for a child behind it).
  void open_gap(std::size_t place) {
    for (std::size_t i = count; i > place; --i) {
      keys[i] = keys[i - 1];
      values[i] = values[i - 1];
      if (!leaf) children[i + 1] = std::move(children[i]);
    }
    ++count;
  }
  /// Takes away the key at `place` (and the child behind it).
  void close_gap(std::size_t place) {
    --count;
    for (std::size_t i = place; i < count; ++i) {
      keys[i] = keys[i + 1];
      values[i] = values[i + 1];
      if (!leaf) children[i + 1] = std::move(children[i + 2]);
    }
  }
  /// The key at `place` becomes that of `other` at `from`.
  void take_key(std::size_t place, const Node& other, std::size_t from) {
    keys[place] = other.keys[from];
    values[place] = other.values[from];
  }
};

/// A full child becomes two; its middle key comes up to `place`.
template <class Key, class Value>
void split_child(Node<Key, Value>& parent, std::size_t place) {
  auto& left = *parent.children[place];
  auto made = std::make_unique<Node<Key, Value>>();
  auto& right = *made;
  right.leaf = left.leaf;
  right.count = kLeast;
  for (std::size_t i = 0; i < kLeast; ++i) right.take_key(i, left, kLeast + 1 + i);
  if (!left.leaf) {
    for (std::size_t i = 0; i <= kLeast; ++i) {
      right.children[i] = std::move(left.children[kLeast + 1 + i]);
    }
  }
  left.count = kLeast;
  parent.open_gap(place);
  parent.take_key(place, left, kLeast);
  parent.children[place + 1] = std::move(made);
}

/// The children on both sides of `place` and its key become one child; both have kLeast keys.
template <class Key, class Value>
void merge_children(Node<Key, Value>& parent, std::size_t place) {
  auto& left = *parent.children[place];
  const std::unique_ptr<Node<Key, Value>> old = std::move(parent.children[place + 1]);
  auto& right = *old;
  left.take_key(kLeast, parent, place);
  for (std::size_t i = 0; i < right.count; ++i) left.take_key(kLeast + 1 + i, right, i);
  if (!left.leaf) {
    for (std::size_t i = 0; i <= right.count; ++i)
      left.children[kLeast + 1 + i] = std::move(right.children[i]);
  }
  left.count = kLeast + 1 + right.count;
  parent.close_gap(place);
}

/// Gives the child at `place` more than kLeast keys: from a neighbour, or by a merge. The place
/// where its keys are then.
template <class Key, class Value>
std::size_t fill_child(Node<Key, Value>& parent, std::size_t place) {
  auto& child = *parent.children[place];
  if (place > 0 && (*parent.children[place - 1]).count > kLeast) {
    auto& left = *parent.children[place - 1];
    child.open_gap(0);
    if (!child.leaf) {
      child.children[1] = std::move(child.children[0]);
      child.children[0] = std::move(left.children[left.count]);
    }
    child.take_key(0, parent, place - 1);
    parent.take_key(place - 1, left, left.count - 1);
    --left.count;
    return place;
  }
  if (place < parent.count && (*parent.children[place + 1]).count > kLeast) {
    auto& right = *parent.children[place + 1];
    child.take_key(child.count, parent, place);
    ++child.count;
    parent.take_key(place, right, 0);
    if (!child.leaf) {
      child.children[child.count] = std::move(right.children[0]);
      right.children[0] = std::move(right.children[1]);
    }
    right.close_gap(0);
    return place;
  }
  if (place == parent.count) --place;
  merge_children(parent, place);
  return place;
}

}  // namespace btree

namespace btree {

template <class Key, class Value>
class BTreeMap {
 public:
  using NodeRef = Node<Key, Value>*;

  BTreeMap() : root_(std::make_unique<Node<Key, Value>>()) {}

  std::size_t size() const { return size_; }

  std::optional<Value> find(const Key& key) const {
    NodeRef at = root_.get();
    while (true) {
      const auto& node = *at;
      const std::size_t place = node.lower_bound(key);
      if (place < node.count && !(key < node.keys[place])) return node.values[place];
      if (node.leaf) return {};
      at = node.children[place].get();
    }
  }

  /// Whether the key is new; an old value is replaced.
  bool insert_or_assign(const Key& key, const Value& value) {
    if ((*root_).count == kMost) {
      auto root = std::make_unique<Node<Key, Value>>();
      root->leaf = false;
      root->children[0] = std::move(root_);
      root_ = std::move(root);
      split_child(*root_, 0);
    }
    NodeRef at = root_.get();
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
      at = node.children[place].get();
    }
  }

  /// Whether the key was there.
  bool erase(const Key& key) {
    const bool found = erase_below(root_.get(), key);
    if ((*root_).count == 0 && !(*root_).leaf)
      root_ = std::unique_ptr<Node<Key, Value>>(std::move(root_->children[0]));
    if (found) --size_;
    return found;
  }

  /// Calls visit(key, value) in rising order.
  template <class Visit>
  void for_each(const Visit& visit) const {
    walk(root_.get(), visit);
  }

 private:
  template <class Visit>
  static void walk(NodeRef ref, const Visit& visit) {
    const auto& node = *ref;
    for (std::size_t i = 0; i < node.count; ++i) {
      if (!node.leaf) walk(node.children[i].get(), visit);
      visit(node.keys[i], node.values[i]);
    }
    if (!node.leaf) walk(node.children[node.count].get(), visit);
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
      at = node.children[place].get();
    }
  }

  // The key of an inner node gives way to its neighbour in a leaf, or goes down with a merge.
  static bool erase_inner(Node<Key, Value>& node, std::size_t place, const Key& key) {
    const NodeRef left = node.children[place].get(), right = node.children[place + 1].get();
    if ((*left).count > kLeast) {
      NodeRef leaf = left;
      while (!(*leaf).leaf) leaf = (*leaf).children[(*leaf).count].get();
      const auto& last = *leaf;
      node.keys[place] = last.keys[last.count - 1];
      node.values[place] = last.values[last.count - 1];
      return erase_below(left, Key(node.keys[place]));
    }
    if ((*right).count > kLeast) {
      NodeRef leaf = right;
      while (!(*leaf).leaf) leaf = (*leaf).children[0].get();
      node.keys[place] = (*leaf).keys[0];
      node.values[place] = (*leaf).values[0];
      return erase_below(right, Key(node.keys[place]));
    }
    merge_children(node, place);
    return erase_below(left, key);
  }

  std::unique_ptr<Node<Key, Value>> root_;
  std::size_t size_ = 0;
};

}  // namespace btree

namespace {

using Map = btree::BTreeMap<std::uint64_t, std::uint64_t>;

std::uint64_t workload() {
  Map map;
  programs::Random random(2);
  for (int i = 0; i < 40'000; ++i) {
    const std::uint64_t key = random.next();
    map.insert_or_assign(key, key / 3);
  }
  std::uint64_t checksum = 0;
  programs::Random again(2);
  for (int i = 0; i < 40'000; ++i) {
    const std::uint64_t key = again.next();
    checksum = programs::mixed(checksum, map.find(key).value_or(0));
    if (i % 2 == 0) map.erase(key);
  }
  map.for_each([&](std::uint64_t key, std::uint64_t value) {
    checksum = programs::mixed(checksum, key ^ value);
  });
  return checksum;
}

}  // namespace

int main() {
  programs::measure([] { return workload(); });
}
