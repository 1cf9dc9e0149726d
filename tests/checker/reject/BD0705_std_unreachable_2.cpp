// expect BD0705
#include <sip/core.hpp>
int f() { std::unreachable(); }
