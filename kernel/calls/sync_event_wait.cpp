// sync_event_wait(event, deadline): until it is signalled, or kTimedOut.
#include "abi/errors.hpp"
#include "calls/handles.hpp"
#include "calls/table.hpp"
#include "diagnosis/report.hpp"
#include "sched/scheduler.hpp"
#include "sync/objects.hpp"

namespace kernel::calls {

std::int64_t sync_event_wait(std::uint64_t handle, std::uint64_t deadline_ns) {
  Thread& thread = sched::calling_thread();
  const ObjectId id = objects::lookup(thread.process, handle, ObjectKind::kEvent);
  if (id.none()) end_caller("sync_event_wait for an event that is not its own");
  Object& event = objects::get(id);
  if (event.signalled) {
    event.signalled = !event.automatic;
    return abi::kOk;
  }
  if (!set_deadline(thread, deadline_ns)) return abi::kTimedOut;
  objects::wait_on(thread, id);
  sched::block(thread, ThreadState::kWaitingForEvent);
}

}  // namespace kernel::calls
