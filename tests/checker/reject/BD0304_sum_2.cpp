// expect BD0304
#include <sip/core.hpp>
int f() {
  sip::Array<int, 5000> a;
  sip::Array<int, 5000> b;
  return a[0] + b[0];
}
