// expect BD0502
#include <c1.hpp>
void f(C1::Imp<C1::Start> ep, int n) {
  int x = 1;
  (x = 1) = n;
  if (x == 1) std::move(ep).close();
}
