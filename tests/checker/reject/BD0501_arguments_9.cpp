// expect BD0501
#include <c1.hpp>
void take(int id, C1::Imp<C1::Start> ep) { std::move(ep).close(); }
void f(C1::Imp<C1::Start> ep) { take(ep.id(), std::move(ep)); }
