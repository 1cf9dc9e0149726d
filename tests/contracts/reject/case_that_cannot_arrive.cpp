// A case for a message that this state cannot receive.
// expect: C1: an exporter in state Start: this match has a case for something that cannot arrive
#include "c1.contract.hpp"
void f(C1::Exp<C1::Start> start) {
  std::move(start).receive().match([](C1::Request, C1::Exp<C1::Pending> pending) { std::move(pending).close(); },
                                   [](C1::Error, C1::Exp<C1::Stopped>) {}, [](sip::Closed) {});
}
