// expect BD0501
#include <c1.hpp>
void f(C1::Imp<C1::Start> a, C1::Imp<C1::Start> b, bool x) {
  auto c = x ? std::move(a) : std::move(b);
  std::move(c).close();
  std::move(a).close();
}
