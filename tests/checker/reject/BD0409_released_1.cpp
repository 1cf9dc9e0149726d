// expect BD0409
#include <sip/core.hpp>
void f(sip::Ex<int> box) {
  auto& r = box.value();
  std::move(box).release();
  r = 1;
}
