// sync_event_create(automatic): an event that is not signalled, or kQuotaExceeded. An automatic one
// is cleared by each wait that succeeds.
#include "abi/errors.hpp"
#include "calls/table.hpp"
#include "sched/scheduler.hpp"
#include "sync/objects.hpp"

namespace kernel::calls {

std::int64_t sync_event_create(std::uint64_t automatic) {
  const ObjectId id = objects::create(sched::calling_thread().process, ObjectKind::kEvent);
  if (id.none()) return abi::kQuotaExceeded;
  objects::get(id).automatic = automatic != 0;
  return static_cast<std::int64_t>(objects::get(id).handle);
}

}  // namespace kernel::calls
