// expect BD0304
#include <sip/core.hpp>
template <unsigned long N> int f() {
  sip::Array<char, N> all;
  return all[0];
}
int g() { return f<40000>(); }
