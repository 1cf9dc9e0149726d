// expect BD0507
#include <c1.hpp>
template <class... E> void all(E&&... ends) {}
void f(C1::Imp<C1::Start> a, C1::Exp<C1::Start> b) { all(std::move(a), std::move(b)); }
