// packs and fold expressions
#include <sip/core.hpp>
template <class... T> constexpr bool all(T... values) { return (values && ...); }
template <class... T> constexpr auto total(T... values) { return (0 + ... + values); }
template <class F, class... T> void each(F&& f, const T&... values) { (f(values), ...); }
static_assert(all(true, true) && total(1, 2, 3) == 6);
int f() {
  int sum = 0;
  each([&](const auto& x) { sum += static_cast<int>(x); }, 1, 2.5, 'c');
  return sum;
}
