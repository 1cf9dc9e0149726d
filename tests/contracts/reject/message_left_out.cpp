// A match without the case for Error.
// expect: C1: an importer in state Pending: this match leaves out Error: add [](C1::Error, C1::Imp<C1::Stopped>) { ... }
#include "c1.contract.hpp"
void f(C1::Imp<C1::Pending> pending) {
  std::move(pending).receive().match([](C1::Reply, C1::Imp<C1::Start> again) { std::move(again).close(); }, [](sip::Closed) {});
}
