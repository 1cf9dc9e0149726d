// expect BD0409
#include <sip/core.hpp>
int f(sip::Ex<std::pair<int, int>> box) {
  auto& [a, b] = box.value();
  std::move(box).release();
  return a;
}
