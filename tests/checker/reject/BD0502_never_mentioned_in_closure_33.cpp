// expect BD0502
#include <c1.hpp>
C1::Imp<C1::Start> make();
void f() {
  sip::in_place([] { auto ep = make(); });
}
