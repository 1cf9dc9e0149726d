// expect BD0501
#include <c1.hpp>
void f(C1::Imp<C1::Start> ep) {
  sip::spawn([held = std::move(ep)]() mutable { std::move(held).close(); });
  std::move(ep).close();
}
