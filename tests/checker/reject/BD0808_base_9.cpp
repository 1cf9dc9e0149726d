// expect BD0808
#include <sip/core.hpp>
struct Mine : decltype(sip::hidden()) {};
