// expect BD0808
#include <sip/core.hpp>
using sip::prim::release;
