// expect BD0501
#include <c1.hpp>
C1::Imp<C1::Start> f(C1::Imp<C1::Start> ep, bool x) {
  if (x) std::move(ep).close();
  return ep;
}
