// sync_mutex_lock(mutex, deadline): the caller holds it, or kTimedOut. Who waits lends its priority
// to the holder.
#include "calls/call.hpp"

std::int64_t kernel::calls::sync_mutex_lock(std::uint64_t handle, std::uint64_t deadline_ns) {
  Thread& thread = sched::calling_thread();
  const ObjectId id = own_mutex(handle);
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
