// expect BD0808
#include <sip/core.hpp>
void f() { sip::prim::release(1); }
