// sync_event_signal(event): wakes who waits for it: all, or one if it is automatic; nobody waits:
// it stays signalled.
#include "abi/errors.hpp"
#include "calls/table.hpp"
#include "diagnosis/report.hpp"
#include "sched/scheduler.hpp"
#include "sync/objects.hpp"

namespace kernel::calls {

std::int64_t sync_event_signal(std::uint64_t handle) {
  Thread& thread = sched::calling_thread();
  const ObjectId id = objects::lookup(thread.process, handle, ObjectKind::kEvent);
  if (id.none()) end_caller("sync_event_signal of an event that is not its own");
  objects::signal(id);
  sched::yield_to_more_important(thread, abi::kOk);
  return abi::kOk;
}

}  // namespace kernel::calls
