// expect BD0503
#include <c1.hpp>
void f(C1::Imp<C1::Start> a, C1::Imp<C1::Start> b) {
  a.operator=(std::move(b));
  std::move(a).close();
}
