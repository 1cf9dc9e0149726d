// expect BD0506
#include <c1.hpp>
void f() { std::move(C1::create().imp).close(); }
