// expect BD0606
#include <sip/core.hpp>
struct Counter {
  mutable int hits = 0;
};
void f(sip::Ex<Counter> box) { std::move(box).release(); }
