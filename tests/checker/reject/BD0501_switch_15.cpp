// expect BD0501
#include <c1.hpp>
void f(C1::Imp<C1::Start> ep, int n) {
  switch (n) {
    case 1:
      std::move(ep).close();
    default:
      std::move(ep).close();
  }
}
