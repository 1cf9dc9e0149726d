// expect BD0404
#include <sip/core.hpp>
int make();
const int& same(const int& x) { return x; }
int f() {
  auto get = [&r = same(make())] { return r; };
  return get();
}
