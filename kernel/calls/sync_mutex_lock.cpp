// sync_mutex_lock(mutex, deadline): the caller holds it, or kTimedOut. Who waits lends its priority
// to the holder.
#include "abi/errors.hpp"
#include "calls/handles.hpp"
#include "calls/table.hpp"
#include "diagnosis/report.hpp"
#include "sched/priority.hpp"
#include "sched/scheduler.hpp"
#include "sync/objects.hpp"

namespace kernel::calls {

std::int64_t sync_mutex_lock(std::uint64_t handle, std::uint64_t deadline_ns) {
  Thread& thread = sched::calling_thread();
  const ObjectId id = objects::lookup(thread.process, handle, ObjectKind::kMutex);
  if (id.none()) end_caller("sync_mutex_lock of a mutex that is not its own");
  const Object& mutex = objects::get(id);
  if (mutex.holder.none()) {
    objects::hold(id, thread);
    return abi::kOk;
  }
  if (mutex.holder == thread.id) end_caller("sync_mutex_lock of a mutex that it holds already");
  if (!set_deadline(thread, deadline_ns)) return abi::kTimedOut;
  objects::wait_on(thread, id);
  priority::refresh(sched::get(mutex.holder));
  sched::block(thread, ThreadState::kLocking);
}

}  // namespace kernel::calls
