// expect BD0506
#include <c1.hpp>
void f(int x = (C1::create(), 1)) {}
