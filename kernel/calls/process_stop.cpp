// process_stop(process): it ends soon, whatever it does, and its children with it; process_wait
// tells when. kEnded: it has ended already.
#include "abi/errors.hpp"
#include "calls/handles.hpp"
#include "calls/table.hpp"
#include "diagnosis/report.hpp"
#include "process/teardown.hpp"
#include "sched/scheduler.hpp"

namespace kernel::calls {

std::int64_t process_stop(std::uint64_t handle) {
  Thread& thread = sched::calling_thread();
  const ProcessId id = find_child(thread.process, handle);
  if (id.none()) end_caller("process_stop of a process that is not its own");
  if (!processes::get(id).alive()) return abi::kEnded;
  end_process(id, abi::EndKind::kStopped, 0, "stopped by its creator");
  sched::yield_to_more_important(thread, abi::kOk);
  return abi::kOk;
}

}  // namespace kernel::calls
