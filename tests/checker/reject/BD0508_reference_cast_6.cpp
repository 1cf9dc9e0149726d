// expect BD0508
#include <c1.hpp>
void f(C1::Imp<C1::Start> a) {
  std::move(static_cast<C1::Imp<C1::Start>&>(a)).close();
  std::move(a).close();
}
