// expect BD0409
#include <sip/core.hpp>
int f(sip::Ex<int> box) {
  auto& r = box.value();
  sip::Ex<int> other = std::move(box);
  const int x = r;
  std::move(other).release();
  return x;
}
