// expect BD0106
#include <sip/core.hpp>
void f(bool x) { sip::log(x ? "abc" : "abd"); }
