// closures that change locals, called and passed on
#include <sip/core.hpp>
template <class F> void times(int n, F&& f) {
  for (int i = 0; i < n; ++i) f(i);
}
int f(int n) {
  int even = 0, odd = 0;
  const auto sort_out = [&](int i) { (i % 2 == 0 ? even : odd) += i; };
  times(n, sort_out);
  times(n, [&](int i) {
    times(i, [&](int j) { even += j; });
  });
  return even - odd;
}
