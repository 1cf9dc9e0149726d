// expect BD0410
#include <sip/core.hpp>
void add(int& into, const int& by) { into += by; }
void f(sip::Ex<int> box) {
  add(box.value(), box.peek());
  std::move(box).release();
}
