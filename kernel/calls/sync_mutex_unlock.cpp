// sync_mutex_unlock(mutex): the most important of those who wait holds it from now on.
#include "abi/errors.hpp"
#include "calls/table.hpp"
#include "diagnosis/report.hpp"
#include "sched/scheduler.hpp"
#include "sync/objects.hpp"

namespace kernel::calls {

std::int64_t sync_mutex_unlock(std::uint64_t handle) {
  Thread& thread = sched::calling_thread();
  const ObjectId id = objects::lookup(thread.process, handle, ObjectKind::kMutex);
  if (id.none() || objects::get(id).holder != thread.id)
    end_caller("sync_mutex_unlock of a mutex that it does not hold");
  objects::hand_on(id);
  sched::yield_to_more_important(thread, abi::kOk);
  return abi::kOk;
}

}  // namespace kernel::calls
