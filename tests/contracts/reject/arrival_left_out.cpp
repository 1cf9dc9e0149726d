// A switch over what has arrived that forgets an error.
// expect: enumeration value 'Error' not handled in switch
#include "c1.contract.hpp"
void f(C1::Imp<C1::Pending> pending) {
  auto got = std::move(pending).receive();
  switch (got.arrival()) {
    using enum decltype(got)::Arrival;
    case Reply:
    case Closed:
      break;
  }
}
