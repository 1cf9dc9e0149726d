// expect BD0304
#include <sip/core.hpp>
struct Big {
  sip::Array<int, 10000> all;
};
int f(Big big) { return big.all[0]; }
