// expect BD0409
#include <sip/core.hpp>
void f(sip::Ex<int> box) {
  auto& r = box.value();
  sip::send_to_thread([box = std::move(box)]() mutable { std::move(box).release(); });
  r = 1;
}
