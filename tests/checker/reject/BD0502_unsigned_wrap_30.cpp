// expect BD0502
#include <c1.hpp>
void f(C1::Imp<C1::Start> ep, int x) {
  if (x == 4294967295u) {
    if (x == -1) return;
  }
  std::move(ep).close();
}
