// generic closures with several types
#include <sip/core.hpp>
int f() {
  const auto twice = [](const auto& x) { return x + x; };
  const auto apply = []<class F, class T>(const F& g, T x) { return g(g(x)); };
  sip::Vector<int> all(3);
  const auto size = [](const auto& range) { return range.size(); };
  return apply(twice, 3) + static_cast<int>(apply(twice, 1.5)) + static_cast<int>(size(all) + size(sip::StringView("abc")));
}
