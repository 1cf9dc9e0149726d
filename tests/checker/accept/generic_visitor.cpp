// a tagged value and a visitor made of closures
#include <sip/core.hpp>
struct Leaf {
  int value = 0;
};
struct Sum {
  sip::Gc<Leaf> left, right;
};
enum class Tag { kLeaf, kSum };
struct Expression {
  Tag tag = Tag::kLeaf;
  Leaf leaf;
  Sum sum;
  template <class OnLeaf, class OnSum> auto visit(const OnLeaf& on_leaf, const OnSum& on_sum) const {
    return tag == Tag::kLeaf ? on_leaf(leaf) : on_sum(sum);
  }
};
int evaluate(const Expression& e) {
  return e.visit([](const Leaf& leaf) { return leaf.value; },
                 [](const Sum& sum) { return sum.left->value + sum.right->value; });
}
