// expect BD0304
#include <sip/core.hpp>
int f() {
  return [] {
    sip::Array<int, 10000> all;
    return all[0];
  }();
}
