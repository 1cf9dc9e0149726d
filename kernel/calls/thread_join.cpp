// thread_join(thread, deadline): waits until a thread of the same SIP has ended; its handle is gone
// then. kTimedOut: it has not.
#include "calls/call.hpp"

std::int64_t kernel::calls::thread_join(std::uint64_t handle, std::uint64_t deadline_ns) {
  Thread& caller = sched::calling_thread();
  const ThreadId id = find_thread(handle);
  if (id.none() || id == caller.id)
    end_caller(
        "thread_join of a thread that is not its own (joined already, or never had), or of itself");
  Thread& thread = sched::get(id);
  if (thread.state == ThreadState::kEnded) {
    sched::destroy(id);
    return abi::kOk;
  }
  if (!thread.joiner.none()) end_caller("two threads join one thread");
  if (!set_deadline(caller, deadline_ns)) return abi::kTimedOut;
  thread.joiner = caller.id;
  caller.joining = id;
  sched::block(caller, ThreadState::kJoining);
}
