// sync_event_signal(event): wakes who waits for it: all, or one if it is automatic; nobody waits:
// it stays signalled.
#include "calls/call.hpp"

std::int64_t kernel::calls::sync_event_signal(std::uint64_t event) {
  objects::signal(own_event(event));
  return give_way();
}
