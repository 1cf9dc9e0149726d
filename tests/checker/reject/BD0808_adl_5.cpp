// expect BD0808
#include <sip/core.hpp>
int f() { return adl_hidden(sip::hidden()); }
