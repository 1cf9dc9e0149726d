// expect BD0410
#include <sip/core.hpp>
void f(sip::Ex<int> box) {
  box.change([&](int& x) { x = box.get(); });
  std::move(box).release();
}
