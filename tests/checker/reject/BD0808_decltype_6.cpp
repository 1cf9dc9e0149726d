// expect BD0808
#include <sip/core.hpp>
using Hidden = decltype(sip::hidden());
