// expect BD0409
#include <sip/core.hpp>
int f(sip::Ex<int> box, int n) {
  int sum = 0;
  const auto& r = box.peek();
  for (int i = 0; i < n; ++i) {
    sum += r;
    box.set(i);
  }
  std::move(box).release();
  return sum;
}
