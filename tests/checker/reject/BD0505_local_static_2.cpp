// expect BD0505
#include <c1.hpp>
void f() { static C1::Imp<C1::Start> ep; }
