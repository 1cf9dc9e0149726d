// expect BD0502
#include <c1.hpp>
void f(C1::Imp<C1::Start> ep) {
  sip::spawn([held = std::move(ep)]() mutable {});
}
