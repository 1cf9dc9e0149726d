// process_suspend(process): no thread of it runs, from the next tick at the latest, until
// process_resume; kEnded if it has ended.
#include "abi/errors.hpp"
#include "calls/handles.hpp"
#include "calls/table.hpp"
#include "diagnosis/report.hpp"
#include "sched/scheduler.hpp"

namespace kernel::calls {

std::int64_t process_suspend(std::uint64_t handle) {
  const ProcessId id = find_child(sched::calling_thread().process, handle);
  if (id.none()) end_caller("process_suspend of a process that is not its own");
  Process& process = processes::get(id);
  if (!process.alive()) return abi::kEnded;
  process.suspended = true;
  sched::park_all_of(id);
  return abi::kOk;
}

}  // namespace kernel::calls
