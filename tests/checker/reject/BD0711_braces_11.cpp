// expect BD0711
#include <sip/core.hpp>
void f() { auto list = {1, 2, 3}; }
