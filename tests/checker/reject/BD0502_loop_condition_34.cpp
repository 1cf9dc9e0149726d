// expect BD0502
#include <c1.hpp>
C1::Imp<C1::Start> make();
void f(int n) {
  for (auto ep = make(); n > 0; --n) {
  }
}
