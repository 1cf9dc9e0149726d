// expect BD0502
#include <c1.hpp>
struct Mine : C1::Imp<C1::Start> {};
void f(Mine mine) {}
