// Which thread runs: 32 priorities, round robin within one, preempted by the tick and by the
// wake-up of a more important thread. A sender that wakes a receiver leaves it in the hand-over
// slot; when the sender then blocks, the receiver runs at once without any queue in between.
#pragma once
#include "sched/thread.hpp"

namespace kernel::sched {

inline constexpr std::uint32_t kPriorities = 32;
inline constexpr std::uint64_t kTickNs = 1'000'000;

void start(std::uint32_t threads, Arena& arena);

// A record for a thread of the process; none when the capacity is used up. It is made ready by
// make_ready().
ThreadId create(ProcessId process);
void destroy(ThreadId id);  // not the running one: leave it first
extern Table<Thread, ThreadId> table;
extern ThreadId current_thread;
inline Thread& get(ThreadId id) {
  return table[id];
}
std::uint32_t in_use();

inline ThreadId current() {
  return current_thread;
}
// The thread that made the call being served.
inline Thread& running() {
  return table[current_thread];
}
inline Process& running_process() {
  return processes::get(running().process);
}

void make_ready(ThreadId id);  // to the tail of its priority
// A blocked thread may go on: its call returns `result`. Handed over if the running thread goes on
// for now.
void wake(ThreadId id, std::int64_t result);
// After a wake() in a call that does not block: gives way at once to a more important thread; the
// caller resumes with `result` later.
void yield_to_more_important(std::int64_t result);

void sleep_until(ThreadId id,
                 std::uint64_t deadline_ns);  // enters the sleep queue; what wake() undoes
void wake_sleepers(std::uint64_t now_ns);

// Ends of every path through the kernel.
[[noreturn]] void block(ThreadState why);  // the running thread waits; someone else runs
[[noreturn]] void yield(std::int64_t result);
[[noreturn]] void leave();  // the running thread is no more; someone else runs
[[noreturn]] void tick();

}  // namespace kernel::sched
