// expect BD0408
#include <sip/core.hpp>
int f(int x) {
  sip::Function<int()> g = [&x] { return x; };
  return g();
}
