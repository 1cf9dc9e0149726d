// expect BD0102
#include <sip/core.hpp>
void f(int x) { (void)std::addressof(x); }
