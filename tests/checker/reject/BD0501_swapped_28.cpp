// expect BD0501
#include <c1.hpp>
void f(C1::Imp<C1::Start> a, C1::Imp<C1::Start> b) {
  std::move(a).close();
  std::swap(a, b);
  std::move(b).close();
}
