// expect BD0501
#include <c1.hpp>
void f(C1::Imp<C1::Start> ep, int n) {
  for (int i = 0; i < n; ++i) std::move(ep).close();
}
