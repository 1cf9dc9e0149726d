// expect BD0409
#include <sip/core.hpp>
void f(sip::Ex<int> box) {
  auto& r = box.value();
  auto write = [&] { r = 1; };
  std::move(box).release();
  write();
}
