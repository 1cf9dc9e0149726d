// expect BD0502
#include <c1.hpp>
void f(C1::Imp<C1::Start> ep, bool a, bool b) {
  if (a) std::move(ep).close();
  if (b) return;
}
