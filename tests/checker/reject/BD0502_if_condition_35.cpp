// expect BD0502
#include <c1.hpp>
C1::Imp<C1::Start> make();
void f(int n) {
  if (auto ep = make(); ep.id() > n) std::move(ep).close();
}
