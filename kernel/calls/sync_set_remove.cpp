// sync_set_remove(set, handle): it is in the set no more.
#include "abi/errors.hpp"
#include "calls/handles.hpp"
#include "calls/table.hpp"
#include "diagnosis/report.hpp"
#include "sched/scheduler.hpp"
#include "sync/objects.hpp"

namespace kernel::calls {

std::int64_t sync_set_remove(std::uint64_t set_handle, std::uint64_t handle) {
  const ProcessId process = sched::calling_thread().process;
  const ObjectId set = objects::lookup(process, set_handle, ObjectKind::kWaitSet);
  if (set.none()) end_caller("sync_set_remove from a wait set that is not its own");
  const WaitRef ref = find_waitable(process, handle);
  if (ref.none() || waiting::get(ref).set != set)
    end_caller("sync_set_remove of something that is not in the wait set");
  waiting::forget(ref);
  return abi::kOk;
}

}  // namespace kernel::calls
