// expect BD0507
#include <c1.hpp>
using Both = C1::Channel&&;
void f(Both both) {}
