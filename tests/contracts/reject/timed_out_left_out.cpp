// A receive with a deadline whose match has no case for it.
// expect: this match leaves out TimedOut: add [](sip::TimedOut, C1::Exp<C1::Start>) { ... }
#include "c1.contract.hpp"
void f(C1::Exp<C1::Start> start) {
  std::move(start).receive_until(5).match([](C1::Request, C1::Exp<C1::Pending> pending) { std::move(pending).close(); }, [](sip::Closed) {});
}
