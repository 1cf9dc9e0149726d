// expect BD0507
#include <c1.hpp>
template <class T> void f(T&& ep) {}
void g(C1::Imp<C1::Start> ep) { f(std::move(ep)); }
