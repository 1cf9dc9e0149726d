// Handles of threads and processes, and the deadlines of calls that wait: what several calls decode
// alike.
#pragma once
#include "process/process.hpp"
#include "sched/thread.hpp"

namespace kernel::calls {

std::uint64_t handle_of(const Thread& thread);
ThreadId find_thread(ProcessId process, std::uint64_t handle);  // of that process, else none

std::uint64_t make_handle(const Process& process, ProcessId id);
ProcessId find_child(ProcessId parent, std::uint64_t handle);

// What a handle of an endpoint, event or child process of the caller's stands for in sync_wait_any
// and wait sets; nothing if it is none of those.
WaitRef find_waitable(ProcessId process, std::uint64_t handle);

// kNever sets none. False: it has passed already.
[[nodiscard]] bool set_deadline(Thread& thread, std::uint64_t deadline_ns);

}  // namespace kernel::calls
