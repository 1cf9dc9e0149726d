// expect BD0409
#include <sip/core.hpp>
void f(sip::Ex<int> box) {
  auto& r = box.value();
  sip::in_place([&] { std::move(box).release(); });
  r = 1;
}
