// expect BD0110
#include <sip/core.hpp>
int f(int x) { return *std::addressof(x); }
