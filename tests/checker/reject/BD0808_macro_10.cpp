// expect BD0808
#include <sip/core.hpp>
#define RAW(x) sip::prim::x
unsigned long f() { return RAW(take)(1); }
