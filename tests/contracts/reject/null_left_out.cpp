// An endpoint that may be null, used as if it were not.
// expect: this match of an endpoint that may be null leaves out [](sip::Null) { ... }
#include "c1.contract.hpp"
void f(sip::Nullable<C1::Imp<C1::Start>> maybe) {
  std::move(maybe).match([](C1::Imp<C1::Start> start) { std::move(start).close(); });
}
