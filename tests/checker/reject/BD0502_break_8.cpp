// expect BD0502
#include <c1.hpp>
C1::Imp<C1::Start> make();
void f(int n) {
  for (int i = 0; i < n; ++i) {
    auto ep = make();
    if (i == 3) break;
    std::move(ep).close();
  }
}
