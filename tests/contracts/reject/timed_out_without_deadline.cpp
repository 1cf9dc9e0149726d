// A receive without a deadline cannot time out.
// expect: no member named 'TimedOut'
#include "c1.contract.hpp"
bool f(C1::Imp<C1::Pending> pending) {
  auto got = std::move(pending).receive();
  return got.arrival() == decltype(got)::Arrival::TimedOut;
}
