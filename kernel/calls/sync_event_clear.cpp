// sync_event_clear(event): it is not signalled any more.
#include "calls/call.hpp"

namespace kernel::calls {

std::int64_t sync_event_clear(std::uint64_t event) {
  objects::get(own_event(event)).signalled = false;
  return abi::kOk;
}

}  // namespace kernel::calls
