// sync_set_add(set, handle, key): the endpoint, event or process is in the set until it is removed,
// released, closed or sent away. In one set at a time.
#include "abi/errors.hpp"
#include "calls/handles.hpp"
#include "calls/table.hpp"
#include "diagnosis/report.hpp"
#include "sched/scheduler.hpp"
#include "sync/objects.hpp"

namespace kernel::calls {

std::int64_t sync_set_add(std::uint64_t set_handle, std::uint64_t handle, std::uint64_t key) {
  Thread& thread = sched::calling_thread();
  const ObjectId set = objects::lookup(thread.process, set_handle, ObjectKind::kWaitSet);
  if (set.none()) end_caller("sync_set_add to a wait set that is not its own");
  const WaitRef ref = find_waitable(thread.process, handle);
  if (ref.none())
    end_caller("sync_set_add of a handle that is not an endpoint, event or process of its own");
  if (!waiting::get(ref).set.none())
    end_caller("sync_set_add of something that is in a wait set already");
  if (static_cast<std::int64_t>(key) < 0)
    end_caller("sync_set_add with a key above 2^63 - 1, where errors begin");
  objects::add_member(set, ref, key);
  sched::yield_to_more_important(thread, abi::kOk);
  return abi::kOk;
}

}  // namespace kernel::calls
