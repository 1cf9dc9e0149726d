// expect BD0502
#include <c1.hpp>
void f(C1::Imp<C1::Start> ep, int n) {
  do {
    if (n == 5) break;
    std::move(ep).close();
    return;
  } while (true);
}
