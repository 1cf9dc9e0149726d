// expect BD0502
#include <c1.hpp>
int f(C1::Imp<C1::Start> ep, int x) {
  if (x < 0) return 1;
  std::move(ep).close();
  return 0;
}
