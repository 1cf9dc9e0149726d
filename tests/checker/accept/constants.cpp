// values set before the start
#include <sip/core.hpp>
struct Size {
  int width = 1;
  int height = 2;
};
constexpr Size kSize{3, 4};
const int kArea = kSize.width * kSize.height;
int& pick(int& a, int& b, bool first) { return first ? a : b; }
const Size& same(const Size& size) { return size; }
struct Holder {
  int x = 0;
  int& value() { return x; }
  const int& value() const { return this->x; }
};
int f() {
  static const int kOnce = 5;
  Holder h;
  h.value() = kOnce;
  int a = 1;
  int b = 2;
  return pick(a, b, true) + same(kSize).width + kArea;
}
