// A case that claims another next state than the contract's.
// expect: C1: an exporter in state Start: this match leaves out Request: add [](C1::Request, C1::Exp<C1::Pending>) { ... }
#include "c1.contract.hpp"
void f(C1::Exp<C1::Start> start) {
  std::move(start).receive().match([](C1::Request, C1::Exp<C1::Start> again) { std::move(again).close(); }, [](sip::Closed) {});
}
