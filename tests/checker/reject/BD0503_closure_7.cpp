// expect BD0503
#include <c1.hpp>
C1::Imp<C1::Start> make();
void f(C1::Imp<C1::Start> ep, bool again) {
  sip::either(again, [&] { ep = make(); }, [] {});
  std::move(ep).close();
}
