// expect BD0810
#include <sip/core.hpp>
template <> int sip::detail::adl_hidden<int>(const int&) { return 1; }
