// expect BD0408
#include <sip/core.hpp>
struct Counter {
  int n = 0;
  sip::Function<int()> later() { return [this] { return ++n; }; }
};
