// expect BD0410
#include <sip/core.hpp>
void f(sip::Ex<int> box) {
  box.borrow([&](int& x) { sip::in_place([&] { x = box.get(); }); });
  std::move(box).release();
}
