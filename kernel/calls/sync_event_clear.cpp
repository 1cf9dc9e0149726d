// sync_event_clear(event): it is not signalled any more.
#include "abi/errors.hpp"
#include "calls/table.hpp"
#include "diagnosis/report.hpp"
#include "sched/scheduler.hpp"
#include "sync/objects.hpp"

namespace kernel::calls {

std::int64_t sync_event_clear(std::uint64_t handle) {
  const ObjectId id = objects::lookup(sched::calling_thread().process, handle, ObjectKind::kEvent);
  if (id.none()) end_caller("sync_event_clear of an event that is not its own");
  objects::get(id).signalled = false;
  return abi::kOk;
}

}  // namespace kernel::calls
