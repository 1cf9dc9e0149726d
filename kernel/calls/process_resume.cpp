// process_resume(process): undoes process_suspend; kEnded if it has ended.
#include "abi/errors.hpp"
#include "calls/handles.hpp"
#include "calls/table.hpp"
#include "diagnosis/report.hpp"
#include "sched/scheduler.hpp"

namespace kernel::calls {

std::int64_t process_resume(std::uint64_t handle) {
  Thread& thread = sched::calling_thread();
  const ProcessId id = find_child(thread.process, handle);
  if (id.none()) end_caller("process_resume of a process that is not its own");
  Process& process = processes::get(id);
  if (!process.alive()) return abi::kEnded;
  process.suspended = false;
  sched::unpark_all_of(id);
  sched::yield_to_more_important(thread, abi::kOk);
  return abi::kOk;
}

}  // namespace kernel::calls
