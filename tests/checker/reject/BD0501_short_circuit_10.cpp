// expect BD0501
#include <c1.hpp>
bool take(C1::Imp<C1::Start> ep) {
  std::move(ep).close();
  return true;
}
int f(C1::Imp<C1::Start> ep, bool x) {
  if (x && take(std::move(ep))) return 1;
  return ep.id();
}
