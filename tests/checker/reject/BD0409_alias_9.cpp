// expect BD0409
#include <sip/core.hpp>
int& same(int& x) { return x; }
void f(sip::Ex<int> box) {
  auto& r = same(box.value());
  auto& s = r;
  std::move(box).release();
  s = 1;
}
