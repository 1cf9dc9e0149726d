// closures that own what they need may go anywhere
#include <sip/core.hpp>
auto counter() {
  return [count = 0]() mutable { return ++count; };
}
auto adder(int by) {
  return [by](int x) { return x + by; };
}
template <class F, class G> auto compose(F f, G g) {
  return [f, g](auto x) { return f(g(x)); };
}
sip::Function<int(int)> pick(bool twice) {
  if (twice) return [](int x) { return 2 * x; };
  return compose(adder(1), adder(2));
}
int f() {
  auto count = counter();
  count();
  return pick(true)(count()) + compose(adder(3), adder(4))(1);
}
