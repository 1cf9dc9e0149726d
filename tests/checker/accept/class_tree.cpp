// a binary search tree
#include <sip/core.hpp>
struct Node {
  int key = 0;
  bool has_left = false, has_right = false;
  sip::Gc<Node> left, right;
};
void insert(sip::Gc<Node> at, int key) {
  while (true) {
    auto& node = *at;
    auto& there = key < node.key ? node.has_left : node.has_right;
    auto& child = key < node.key ? node.left : node.right;
    if (!there) {
      child = sip::make_gc(Node{key});
      there = true;
      return;
    }
    at = child;
  }
}
int depth(sip::Gc<Node> at) {
  const int left = at->has_left ? depth(at->left) : 0;
  const int right = at->has_right ? depth(at->right) : 0;
  return 1 + (left > right ? left : right);
}
