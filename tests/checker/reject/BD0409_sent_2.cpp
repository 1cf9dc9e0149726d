// expect BD0409
#include <sip/core.hpp>
void send(sip::Ex<int> box) { std::move(box).release(); }
int f(sip::Ex<int> box) {
  const auto& r = box.peek();
  send(std::move(box));
  return r;
}
