// expect BD0409
#include <sip/core.hpp>
void f(bool b) {
  sip::Ex<int> box;
  sip::Ex<int> other;
  box = sip::Ex<int>{};
  other = sip::Ex<int>{};
  auto& r = box.value();
  if (b) {
    std::move(box).release();
    box = std::move(other);
  } else {
    std::move(other).release();
  }
  r = 1;
  std::move(box).release();
}
