// thread_stop_others(stop): with 1, no other thread of the process runs until the caller says 0;
// the end of the caller's call stack, or kTimedOut while one still runs on another CPU.
#include "calls/call.hpp"

namespace kernel::calls {

std::int64_t thread_stop_others(std::uint64_t stop) {
  const Thread& caller = sched::calling_thread();
  Process& process = calling_process();
  if (!process.stopped_by.none() && process.stopped_by != caller.id)
    end_caller("thread_stop_others while another thread has stopped it");
  process.stopped_by = stop != 0 ? caller.id : ThreadId{};
  if (stop == 0) {
    sched::unpark_all_of(caller.process);
    return give_way();
  }
  sched::park_all_of(caller.process);
  for (ThreadId id = process.first_thread; !id.none(); id = sched::get(id).next_sibling) {
    if (id != caller.id && sched::get(id).state == ThreadState::kRunning) return abi::kTimedOut;
  }
  return static_cast<std::int64_t>(caller.call_stack().end());
}

}  // namespace kernel::calls
