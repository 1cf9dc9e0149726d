// sync_set_wait(set, deadline): the key of a member that is ready, each in its turn; or kTimedOut.
// Costs the same however many members there are.
#include "calls/call.hpp"

std::int64_t kernel::calls::sync_set_wait(std::uint64_t handle, std::uint64_t deadline_ns) {
  const ObjectId set = own_set(handle);
  if (const WaitRef ready = objects::take_ready(set); !ready.none())
    return static_cast<std::int64_t>(waiting::waitable_of(ready).key);
  Thread& thread = sched::calling_thread();
  if (!set_deadline(thread, deadline_ns)) return abi::kTimedOut;
  objects::wait_on(thread, set);
  sched::block(thread, ThreadState::kWaitingForSet);
}
