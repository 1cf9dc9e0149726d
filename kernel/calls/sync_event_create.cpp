// sync_event_create(automatic): an event that is not signalled, or kQuotaExceeded. An automatic one
// is cleared by each wait that succeeds.
#include "calls/call.hpp"

std::int64_t kernel::calls::sync_event_create(std::uint64_t automatic) {
  return create_object(ObjectKind::kEvent, automatic != 0);
}
