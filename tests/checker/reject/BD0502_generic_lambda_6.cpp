// expect BD0502
#include <c1.hpp>
void f(C1::Exp<C1::Start> ep) {
  std::move(ep).receive().match([](auto, auto p) {}, [](sip::Closed) {});
}
