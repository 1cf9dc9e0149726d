// process_start(process): a process that the caller has made runs; kEnded if it has been stopped
// already, kQuotaExceeded if no thread record is left.
#include "abi/errors.hpp"
#include "calls/handles.hpp"
#include "calls/table.hpp"
#include "diagnosis/report.hpp"
#include "process/loader.hpp"
#include "sched/scheduler.hpp"

namespace kernel::calls {

std::int64_t process_start(std::uint64_t handle) {
  Thread& thread = sched::calling_thread();
  const ProcessId id = find_child(thread.process, handle);
  if (id.none()) end_caller("process_start of a process that is not its own");
  const ProcessState state = processes::get(id).state;
  if (state == ProcessState::kRunning) end_caller("process_start of a process that runs already");
  if (state != ProcessState::kMade) return abi::kEnded;
  if (!loader::start_process(id)) return abi::kQuotaExceeded;
  sched::yield_to_more_important(thread, abi::kOk);
  return abi::kOk;
}

}  // namespace kernel::calls
