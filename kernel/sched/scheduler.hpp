// Which thread runs where: 32 priorities, round robin within one, a ready queue for each CPU,
// preempted by the tick and by the wake-up of a more important thread. A sender that wakes a
// receiver leaves it in its CPU's hand-over slot; when the sender then blocks, the receiver runs at
// once without any queue in between (L4's direct process switch: Liedtke, "Improving IPC by Kernel
// Design", SOSP 1993).
#pragma once
#include "base/pool.hpp"
#include "diagnosis/trace.hpp"
#include "process/process.hpp"
#include "sched/queues.hpp"
#include "sched/trusted/lock.hpp"
#include "sched/trusted/running.hpp"

namespace kernel::sched {

inline constexpr std::uint64_t kTickNs = 1'000'000;

struct Cpu {
  ThreadId current, handed_over;
  ReadyQueue ready, throttled;
  bool online = false;
  bool poked = false;  // it has been told to look at its queue
  // Because another CPU held the lock; this CPU's own, read without it.
  std::uint32_t ticks_passed_over = 0;
  std::uint32_t number = 0;
  bool idle() const { return online && current.none(); }
};

void start(std::uint32_t threads, Arena& arena);

using ThreadPool = Pool<Thread, ThreadId, &Thread::next>;
extern ThreadPool table;
extern std::array<Cpu, hal::kMaxCpus> cpus;
[[gnu::always_inline]] inline Thread& get(ThreadId id) {
  return table[id];
}
inline Cpu& this_cpu() {
  return cpus[hal::this_cpu()];
}
// The thread that made the call being served, or that was interrupted. There must be one.
inline Thread& running() {
  return get(this_cpu().current);
}

// A record for a thread of the process, in no queue; none when the capacity is used up.
// make_ready() starts it.
ThreadId create(ProcessId process);
// Takes it out of everything that it is in. Not one that runs on some CPU.
void detach(Thread& thread);
void destroy(ThreadId id);  // detached; its record is free afterwards

// A blocked thread may go on: its call returns `result`. Handed over if a thread runs on this CPU;
// that one goes on for now.
void wake(Thread& thread, std::int64_t result);
void make_ready(Thread& thread);
// It is runnable by its own state; whether it runs is its process's business (suspended, share used
// up).
void park_all_of(ProcessId process);
void unpark_all_of(ProcessId process);
// The effective priority has changed: it moves in whatever queue it is in.
void set_priority(Thread& thread, std::uint8_t priority);

// What a switch must mind: a trace, other CPUs. Mostly there is neither, and short ways need not
// ask for each. Written once, before the first SIP runs.
extern bool watched;
enum class Watch : std::uint8_t { kNothing, kAll };
template <Watch watch>
Cpu& cpu_of(const Thread& caller) {
  return cpus[watch == Watch::kNothing ? 0 : caller.cpu];
}

// The short way of a wake() that hands over, when nothing stands against it: the receiver waits for
// a message and for no time, may run here and now, and is as important as the caller.
inline bool can_hand_over(const Cpu& cpu, const Thread& caller, const Thread& receiver) {
  return receiver.hand_over_at == caller.at_once && cpu.handed_over.none();
}
inline void hand_over(Cpu& cpu, Thread& receiver, std::uint64_t result) {
  receiver.context.result = result;
  receiver.state = ThreadState::kHandedOver;
  cpu.handed_over = receiver.id;
}

// After a wake() in a call that does not block: gives way at once to a more important thread; the
// caller resumes with `result` later.
void yield_to_more_important(Thread& caller, std::int64_t result);

// Ends of every path through the kernel.
[[noreturn]] void yield(Thread& caller, std::int64_t result);
[[noreturn]] void leave();  // this CPU runs someone else; its current thread is taken care of
[[noreturn]] void tick();
[[noreturn]] void look_again();  // poked: queues or the fate of the running thread have changed

// Another CPU looks at its queue and at its thread's fate; this one does so by itself.
void tell_to_look(std::uint32_t cpu);

// The call being served ends so.
[[noreturn]] inline void leave_with(Thread& caller, std::int64_t result) {
  caller.context.result = static_cast<std::uint64_t>(result);
  lock::give();
  hal::resume(caller.context);
}
[[noreturn]] void run_next(Cpu& cpu);
// The caller waits; someone else runs: at once, if the thread that it has just sent to may.
template <Watch watch = Watch::kAll>
[[noreturn, gnu::always_inline]] inline void switch_to(Cpu& cpu, const Thread& caller,
                                                       Thread& next) {
  next.state = ThreadState::kRunning;
  cpu.current = next.id;
  if constexpr (watch == Watch::kAll) {
    next.cpu = caller.cpu;
    trace::record(abi::TraceKind::kSwitch, next.id.value, next.process.value);
    lock::give();
  }
  hal::resume(next.context);
}
// The same for a receiver that can be handed over and that nobody ready outranks.
template <Watch watch>
[[noreturn, gnu::always_inline]] inline void switch_from(Cpu& cpu, Thread& caller, Thread& next,
                                                         ThreadState why) {
  caller.state = why;
  caller.since_wait_ns = 0;
  switch_to<watch>(cpu, caller, next);
}
[[noreturn, gnu::always_inline]] inline void block(Thread& caller, ThreadState why) {
  Cpu& cpu = cpus[caller.cpu];
  caller.state = why;
  caller.since_wait_ns = 0;
  if (!cpu.handed_over.none()) [[likely]] {
    Thread& next = get(cpu.handed_over);
    if (!cpu.ready.has_above(next.priority)) [[likely]] {
      cpu.handed_over = {};
      switch_to(cpu, caller, next);
    }
  }
  run_next(cpu);
}

// True when no thread runs, can run, or will run by itself.
bool nobody_can_run();

}  // namespace kernel::sched
