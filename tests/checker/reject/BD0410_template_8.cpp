// expect BD0410
#include <sip/core.hpp>
template <class T> void touch(sip::Ex<T> box) {
  box.change([&](T& x) { x = box.peek(); });
  std::move(box).release();
}
void f(sip::Ex<int> box) { touch(std::move(box)); }
