// expect BD0503
#include <c1.hpp>
template <class E> void replace(E old, E fresh) {
  old = std::move(fresh);
  std::move(old).close();
}
void f(C1::Exp<C1::Start> a, C1::Exp<C1::Start> b) { replace(std::move(a), std::move(b)); }
