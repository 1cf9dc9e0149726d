// expect BD0507
#include <c1.hpp>
void f(C1::Exp<C1::Start> ep) {
  std::move(ep).receive().match([](C1::Request, C1::Exp<C1::Pending>&& p) { std::move(p).close(); },
                                [](sip::Closed) {});
}
