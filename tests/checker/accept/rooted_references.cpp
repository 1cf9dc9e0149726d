// references that live long enough
#include <sip/core.hpp>
struct Inner {
  int x = 0;
};
struct Outer {
  Inner inner;
  Inner& get() { return inner; }
  Outer& set(const int& n) {
    inner.x = n;
    return *this;
  }
};
const int& larger(const int& a, const int& b) { return a < b ? b : a; }
int& pick(Outer& outer) { return outer.get().x; }
Outer& chain(Outer& outer) { return outer.set(1).set(2); }
Inner& with_text(Outer& outer, const sip::StringView&) { return outer.get(); }
Inner& text(Outer& outer) { return with_text(outer, "text"); }
int f(int n) {
  Outer outer;
  auto& inner = outer.get();
  const auto& extended = Outer{}.inner;
  const auto& m = larger(n, inner.x);
  auto& same = inner;
  const int copy = larger(n, 3);
  auto& line = chain(outer).get();
  return m + copy + extended.x + same.x + line.x + pick(outer) + text(outer).x;
}
