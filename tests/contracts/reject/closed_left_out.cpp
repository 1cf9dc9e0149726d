// A match that believes the peer lives for ever.
// expect: C1: an exporter in state Start: this match leaves out Closed: add [](sip::Closed) { ... }
#include "c1.contract.hpp"
void f(C1::Exp<C1::Start> start) {
  std::move(start).receive().match([](C1::Request, C1::Exp<C1::Pending> pending) { std::move(pending).close(); });
}
