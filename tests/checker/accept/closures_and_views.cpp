// closures that look at locals while they last
#include <sip/core.hpp>
template <class F> void each(sip::Span<int> all, const F& f) {
  for (auto& x : all) f(x);
}
template <class F, class G> auto compose(F f, G g) {
  return f(g());
}
int f(sip::Vector<int>& values, sip::StringView name) {
  int sum = 0, most = 0;
  each(values.span(), [&](int& x) { sum += x; });
  const auto take = [&](int x) { most = x > most ? x : most; };
  each(values.span(), take);
  auto both = [&take, name](int x) { take(x + static_cast<int>(name.size())); };
  both(1);
  sip::StringView label = "none";
  auto choose = [&](sip::StringView other) { if (sum > 0) label = name; (void)other; };
  choose("x");
  sip::Function<int(int)> later = [sum](int x) { return x + sum; };
  return compose([&](int x) { return x + sum; }, [&] { return most; }) + static_cast<int>(label.size()) + later(1);
}
auto adder(const int& by) { return [by](int x) { return x + by; }; }
