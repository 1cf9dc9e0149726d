// expect BD0410
#include <sip/core.hpp>
void f(sip::Ex<int> box) {
  box.borrow([&](int& x) {
    box.set(3);
    x = 1;
  });
  std::move(box).release();
}
