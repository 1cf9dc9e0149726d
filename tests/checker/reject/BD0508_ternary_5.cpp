// expect BD0508
#include <c1.hpp>
void f(C1::Imp<C1::Start> a, C1::Imp<C1::Start> b, bool x) {
  std::move(x ? a : b).close();
  std::move(a).close();
  std::move(b).close();
}
