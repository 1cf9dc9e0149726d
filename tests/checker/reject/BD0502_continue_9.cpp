// expect BD0502
#include <c1.hpp>
C1::Imp<C1::Start> make();
void f(int n) {
  while (n > 0) {
    auto ep = make();
    if (n == 3) continue;
    std::move(ep).close();
  }
}
