// expect BD0808
#include <sip/core.hpp>
using namespace sip::prim;
void f() { release(2); }
