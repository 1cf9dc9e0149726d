// sync_set_wait(set, deadline): the key of a member that is ready, each in its turn; or kTimedOut.
// Costs the same however many members there are.
#include "abi/errors.hpp"
#include "calls/handles.hpp"
#include "calls/table.hpp"
#include "diagnosis/report.hpp"
#include "sched/scheduler.hpp"
#include "sync/objects.hpp"

namespace kernel::calls {

std::int64_t sync_set_wait(std::uint64_t handle, std::uint64_t deadline_ns) {
  Thread& thread = sched::calling_thread();
  const ObjectId set = objects::lookup(thread.process, handle, ObjectKind::kWaitSet);
  if (set.none()) end_caller("sync_set_wait for a wait set that is not its own");
  if (const WaitRef ready = objects::take_ready(set); !ready.none())
    return static_cast<std::int64_t>(waiting::get(ready).key);
  if (!set_deadline(thread, deadline_ns)) return abi::kTimedOut;
  objects::wait_on(thread, set);
  sched::block(thread, ThreadState::kWaitingForSet);
}

}  // namespace kernel::calls
