// thread_set_priority(priority): of the caller, up to what its manifest says.
#include "abi/errors.hpp"
#include "calls/table.hpp"
#include "diagnosis/report.hpp"
#include "sched/priority.hpp"
#include "sched/scheduler.hpp"

namespace kernel::calls {

std::int64_t thread_set_priority(std::uint64_t priority) {
  Thread& thread = sched::calling_thread();
  Process& process = processes::get(thread.process);
  if (priority > process.own_priority)
    end_caller("thread_set_priority above the manifest's priority");
  if (priority < process.own_priority) process.has_lowered_threads = true;
  thread.own_priority = static_cast<std::uint8_t>(priority);
  priority::refresh(thread);
  thread.note_at_once();
  sched::yield_to_more_important(thread, abi::kOk);
  return abi::kOk;
}

}  // namespace kernel::calls
