// expect BD0503
#include <c1.hpp>
C1::Imp<C1::Start> make();
void f(int n) {
  C1::Imp<C1::Start> ep;
  for (int i = 0; i < n; ++i) ep = make();
  ep = make();
  std::move(ep).close();
}
