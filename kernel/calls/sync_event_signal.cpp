// sync_event_signal(event): wakes who waits for it: all, or one if it is automatic; nobody waits:
// it stays signalled.
#include "calls/call.hpp"

namespace kernel::calls {

std::int64_t sync_event_signal(std::uint64_t event) {
  objects::signal(own_event(event));
  return give_way();
}

}  // namespace kernel::calls
