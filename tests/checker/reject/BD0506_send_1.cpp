// expect BD0506
#include <c1.hpp>
void f(C1::Imp<C1::Start> ep) { std::move(ep).send(C1::Request{}); }
