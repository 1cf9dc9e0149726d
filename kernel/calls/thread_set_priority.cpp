// thread_set_priority(priority): of the caller, up to what its manifest says.
#include "calls/call.hpp"

std::int64_t kernel::calls::thread_set_priority(std::uint64_t priority) {
  Thread& thread = sched::calling_thread();
  Process& process = calling_process();
  if (priority > process.own_priority)
    end_caller("thread_set_priority above the manifest's priority");
  if (priority < process.own_priority) process.has_lowered_threads = true;
  thread.own_priority = static_cast<std::uint8_t>(priority);
  priority::refresh(thread);
  thread.note_at_once();
  return give_way();
}
