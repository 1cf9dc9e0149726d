// process_wait(process, end, deadline): until it has ended and everything it had is taken back;
// `end` says how. kTimedOut: it has not.
#include "abi/errors.hpp"
#include "calls/handles.hpp"
#include "calls/table.hpp"
#include "diagnosis/report.hpp"
#include "memory/ranges.hpp"
#include "process/teardown.hpp"
#include "sched/scheduler.hpp"

namespace kernel::calls {

std::int64_t process_wait(std::uint64_t handle, std::uint64_t end, std::uint64_t deadline_ns) {
  Thread& thread = sched::calling_thread();
  const ProcessId id = find_child(thread.process, handle);
  if (id.none()) end_caller("process_wait for a process that is not its own");
  const auto range = RangeChecks::lasting(thread, end, sizeof(abi::ProcessEnd));
  if (!range) end_caller("process_wait with a place that is not on its stack or in its data");
  Process& process = processes::get(id);
  if (process.state == ProcessState::kEnded) {
    copy_end(process, range->bytes());
    return abi::kOk;
  }
  if (!process.waiter.none()) end_caller("two threads wait for one process");
  if (!set_deadline(thread, deadline_ns)) return abi::kTimedOut;
  process.waiter = thread.id;
  thread.awaited = id;
  thread.buffer = end;
  thread.buffer_bytes = sizeof(abi::ProcessEnd);
  sched::block(thread, ThreadState::kWaitingForEnd);
}

}  // namespace kernel::calls
