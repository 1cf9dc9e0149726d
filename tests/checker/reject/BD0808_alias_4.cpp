// expect BD0808
#include <sip/core.hpp>
namespace raw = sip::prim;
void f() { raw::release(3); }
