// expect BD0409
#include <sip/core.hpp>
int f(sip::Ex<int> box) {
  const auto& r = box.peek();
  box.set(2);
  const int x = r;
  std::move(box).release();
  return x;
}
