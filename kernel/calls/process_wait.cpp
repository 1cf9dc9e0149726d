// process_wait(process, end, deadline): until it has ended and everything it had is taken back;
// `end` says how. kTimedOut: it has not.
#include "calls/call.hpp"

std::int64_t kernel::calls::process_wait(std::uint64_t handle, std::uint64_t end,
                                         std::uint64_t deadline_ns) {
  const ProcessId id = own_child(handle);
  const CheckedRange range = lasting_at(end, sizeof(abi::ProcessEnd));
  Process& process = processes::get(id);
  if (process.state == ProcessState::kEnded) {
    copy_end(process, range.bytes());
    return abi::kOk;
  }
  if (!process.waiter.none()) end_caller("two threads wait for one process");
  Thread& thread = sched::calling_thread();
  if (!set_deadline(thread, deadline_ns)) return abi::kTimedOut;
  process.waiter = thread.id;
  thread.awaited = id;
  thread.buffer = range.address();
  thread.buffer_bytes = range.size();
  sched::block(thread, ThreadState::kWaitingForEnd);
}
