// expect BD0506
#include <c1.hpp>
void f() { C1::create(); }
