// optional values through a chain of functions
#include <sip/core.hpp>
sip::Optional<int> half(int x) {
  if (x % 2 != 0) return {};
  return sip::Optional<int>{x / 2};
}
template <class T, class F> auto and_then(sip::Optional<T> value, const F& f) -> decltype(f(std::move(value).take())) {
  if (!value.has_value()) return {};
  return f(std::move(value).take());
}
bool divisible_by_four(int x) { return and_then(half(x), [](int y) { return half(y); }).has_value(); }
