// expect BD0505
#include <c1.hpp>
void f(std::holder<C1::Imp<C1::Start>> h) {}
