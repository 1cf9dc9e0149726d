// find, count, transform and fold over any range
#include <sip/core.hpp>
template <class Range, class F> unsigned long count_if(const Range& range, const F& test) {
  unsigned long n = 0;
  for (const auto& x : range) n += test(x) ? 1 : 0;
  return n;
}
template <class Range, class T, class F> T fold(const Range& range, T start, const F& join) {
  for (const auto& x : range) start = join(start, x);
  return start;
}
template <class T, class F> auto transform(const sip::Vector<T>& from, const F& f) {
  sip::Vector<decltype(f(from[0]))> to;
  for (const auto& x : from) to.push_back(f(x));
  return to;
}
long f(const sip::Vector<int>& numbers, int limit) {
  const auto squares = transform(numbers, [](int x) { return static_cast<long>(x) * x; });
  const auto large = count_if(squares, [&](long x) { return x > limit; });
  return fold(squares, 0l, [](long a, long b) { return a + b; }) + static_cast<long>(large);
}
