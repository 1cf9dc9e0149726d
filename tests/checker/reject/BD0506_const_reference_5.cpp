// expect BD0506
#include <c1.hpp>
int look(const C1::Imp<C1::Start>& ep) { return ep.id(); }
int f(C1::Imp<C1::Start> ep) { return look(std::move(ep)); }
