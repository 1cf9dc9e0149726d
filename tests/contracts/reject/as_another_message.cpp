// Taking a message that the state does not receive.
// expect: C1: an importer in state Pending receives Reply, Error: as() takes one of these
#include "c1.contract.hpp"
void f(C1::Imp<C1::Pending> pending) {
  auto got = std::move(pending).receive();
  auto arrived = std::move(got).as<C1::Request>();
}
