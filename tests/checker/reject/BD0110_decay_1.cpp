// expect BD0110
#include <sip/core.hpp>
int f() { return *"abc"; }
