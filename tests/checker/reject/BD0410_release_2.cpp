// expect BD0410
#include <sip/core.hpp>
void f(sip::Ex<int> box) {
  box.borrow([&](int& x) {
    std::move(box).release();
    x = 1;
  });
}
