// expect BD0501
#include <c1.hpp>
void f(C1::Exp<C1::Start> ep) {
  std::move(ep).receive().match(
      [](auto, auto p) {
        std::move(p).close();
        std::move(p).close();
      },
      [](sip::Closed) {});
}
