// thread_exit(): the caller is over; the last one ends the process with code 0.
#include "calls/call.hpp"

namespace kernel::calls {
namespace {

bool is_last(const Thread& thread) {
  const Process& process = processes::get(thread.process);
  for (ThreadId id = process.first_thread; !id.none(); id = sched::get(id).next_sibling) {
    if (id != thread.id && sched::get(id).state != ThreadState::kEnded) return false;
  }
  return true;
}

}  // namespace

std::int64_t thread_exit() {
  Thread& thread = sched::calling_thread();
  if (!thread.held.none()) end_caller("thread_exit while it holds a mutex");
  if (calling_process().stopped_by == thread.id)
    end_caller("thread_exit while it has stopped the others");
  if (is_last(thread)) {
    report_end_in_call("exit code 0");
    end_running_process(abi::EndKind::kExited, 0, "exit code 0");
  }
  sched::this_cpu().current = {};
  end_thread(thread);
  sched::leave();
}

}  // namespace kernel::calls
