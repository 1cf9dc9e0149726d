// A node of the B-tree, and what happens between a node and two of its children: split, merge,
// and borrowing a key from a neighbour.
#pragma once
#include <manifest.hpp>

namespace btree {

inline constexpr std::size_t kLeast = 15;  // keys of a node that is not the root
inline constexpr std::size_t kMost = kLeast * 2 + 1;

template <class Key, class Value>
struct Node {
  std::size_t count = 0;
  bool leaf = true;
  sip::Array<Key, kMost> keys;
  sip::Array<Value, kMost> values;
  sip::Vector<sip::Gc<Node>> children;  // a leaf has none, others room for kMost + 1

  void become_inner() {
    leaf = false;
    children.resize(kMost + 1);
  }

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
      if (!leaf) children[i + 1] = children[i];
    }
    ++count;
  }
  /// Takes away the key at `place` (and the child behind it).
  void close_gap(std::size_t place) {
    --count;
    for (std::size_t i = place; i < count; ++i) {
      keys[i] = keys[i + 1];
      values[i] = values[i + 1];
      if (!leaf) children[i + 1] = children[i + 2];
    }
    if (!leaf) children[count + 1] = {};
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
  const auto made = sip::make_gc<Node<Key, Value>>();
  auto& right = *made;
  if (!left.leaf) right.become_inner();
  right.count = kLeast;
  for (std::size_t i = 0; i < kLeast; ++i) right.take_key(i, left, kLeast + 1 + i);
  if (!left.leaf) {
    for (std::size_t i = 0; i <= kLeast; ++i) {
      right.children[i] = left.children[kLeast + 1 + i];
      left.children[kLeast + 1 + i] = {};
    }
  }
  left.count = kLeast;
  parent.open_gap(place);
  parent.take_key(place, left, kLeast);
  parent.children[place + 1] = made;
}

/// The children on both sides of `place` and its key become one child; both have kLeast keys.
template <class Key, class Value>
void merge_children(Node<Key, Value>& parent, std::size_t place) {
  auto& left = *parent.children[place];
  const auto& right = *parent.children[place + 1];
  left.take_key(kLeast, parent, place);
  for (std::size_t i = 0; i < right.count; ++i) left.take_key(kLeast + 1 + i, right, i);
  if (!left.leaf) {
    for (std::size_t i = 0; i <= right.count; ++i)
      left.children[kLeast + 1 + i] = right.children[i];
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
      child.children[1] = child.children[0];
      child.children[0] = left.children[left.count];
      left.children[left.count] = {};
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
      child.children[child.count] = right.children[0];
      right.children[0] = right.children[1];
    }
    right.close_gap(0);
    return place;
  }
  if (place == parent.count) --place;
  merge_children(parent, place);
  return place;
}

}  // namespace btree
