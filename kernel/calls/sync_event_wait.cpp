// sync_event_wait(event, deadline): until it is signalled, or kTimedOut.
#include "calls/call.hpp"

std::int64_t kernel::calls::sync_event_wait(std::uint64_t handle, std::uint64_t deadline_ns) {
  const ObjectId id = own_event(handle);
  Object& event = objects::get(id);
  if (event.signalled) {
    event.signalled = !event.automatic;
    return abi::kOk;
  }
  Thread& thread = sched::calling_thread();
  if (!set_deadline(thread, deadline_ns)) return abi::kTimedOut;
  objects::wait_on(thread, id);
  sched::block(thread, ThreadState::kWaitingForEvent);
}
