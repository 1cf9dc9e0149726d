// perfect forwarding to constructors and functions
#include <sip/core.hpp>
struct Entry {
  int key = 0;
  sip::String text;
};
template <class T, class... A> T make(A&&... arguments) { return T{std::forward<A>(arguments)...}; }
template <class F, class... A> decltype(auto) call(F&& f, A&&... arguments) {
  return std::forward<F>(f)(std::forward<A>(arguments)...);
}
int f() {
  const auto larger = [](int& x, int& y) -> int& { return x < y ? y : x; };
  auto entry = make<Entry>(1, sip::String("one"));
  int a = 1, b = 2;
  call(larger, a, b) = 5;
  return call([&](int x) { return x + a + b; }, entry.key);
}
