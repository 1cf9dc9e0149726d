// closures that stay where they are
#include <sip/core.hpp>
struct Counter {
  int n = 0;
  int run() {
    auto bump = [this](int by) { n += by; };
    bump(1);
    sip::in_place([&] { bump(2); });
    return n;
  }
};
auto adder(int x) {
  return [x](int y) { return x + y; };
}
int f() {
  int sum = 0;
  auto add = [&](int n) { sum += n; };
  add(adder(1)(2));
  return sum + [&] { return sum; }();
}
