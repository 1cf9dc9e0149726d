// expect BD0508
#include <c1.hpp>
void f(C1::Imp<C1::Start> a, int n) {
  std::move((n++, a)).close();
  std::move(a).close();
}
