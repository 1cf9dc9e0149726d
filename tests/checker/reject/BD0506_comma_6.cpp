// expect BD0506
#include <c1.hpp>
int f(C1::Imp<C1::Start> ep) { return (std::move(ep).send(C1::Request{}), 1); }
