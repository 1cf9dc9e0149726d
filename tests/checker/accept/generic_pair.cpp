// a pair of one's own, with deduction
#include <utility>
template <class A, class B> struct Both {
  A a{};
  B b{};
  template <class F> auto apply(F f) const { return f(a, b); }
  Both<B, A> flipped() const { return {b, a}; }
};
template <class A, class B> Both(A, B) -> Both<A, B>;
int f() {
  const Both both{1, 2.5};
  const auto& [first, second] = both;
  return both.flipped().apply([&](double b, int a) { return a + static_cast<int>(b + second) + first; });
}
