// process_release(process): gives up the handle. A process that has not ended is stopped.
#include "abi/errors.hpp"
#include "calls/handles.hpp"
#include "calls/table.hpp"
#include "diagnosis/report.hpp"
#include "process/teardown.hpp"
#include "sched/scheduler.hpp"

namespace kernel::calls {

std::int64_t process_release(std::uint64_t handle) {
  Thread& thread = sched::calling_thread();
  const ProcessId id = find_child(thread.process, handle);
  if (id.none()) end_caller("process_release of a process that is not its own");
  if (!processes::get(id).waiter.none())
    end_caller("process_release while another thread waits for its end");
  release_process(id);
  sched::yield_to_more_important(thread, abi::kOk);
  return abi::kOk;
}

}  // namespace kernel::calls
