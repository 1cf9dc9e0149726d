// sync_event_clear(event): it is not signalled any more.
#include "calls/call.hpp"

std::int64_t kernel::calls::sync_event_clear(std::uint64_t event) {
  objects::get(own_event(event)).signalled = false;
  return abi::kOk;
}
