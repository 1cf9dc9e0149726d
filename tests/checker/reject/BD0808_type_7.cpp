// expect BD0808
#include <sip/core.hpp>
sip::detail::Hidden make();
