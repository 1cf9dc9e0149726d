// expect BD0502
#include <c1.hpp>
template <class T> void drop(T) {}
void f(C1::Imp<C1::Start> ep) { drop(std::move(ep)); }
