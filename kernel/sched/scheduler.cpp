// The scheduler. See scheduler.hpp.
#include "sched/scheduler.hpp"

#include "abi/errors.hpp"
#include "channel/endpoint.hpp"
#include "hal/boot.hpp"
#include "io/devices.hpp"
#include "process/console.hpp"
#include "process/teardown.hpp"
#include "sched/shares.hpp"
#include "start/shutdown.hpp"
#include "sync/objects.hpp"

namespace kernel {

namespace lock {
std::uint32_t held = 0;
bool several_cpus = false;
}  // namespace lock

namespace sched {

ThreadPool table;
std::array<Cpu, hal::kMaxCpus> cpus{};
bool watched = false;

namespace {

using Siblings = List<&Thread::next_sibling, &Thread::previous_sibling>;

bool may_run_on(const Thread& thread, std::uint32_t cpu) {
  return (thread.affinity >> cpu & 1) != 0;
}

// Where a thread that became ready goes: where it ran last, unless that CPU is busy and another one
// idle.
std::uint32_t choose_cpu(const Thread& thread) {
  const auto can = [&](std::uint32_t cpu) { return cpus[cpu].online && may_run_on(thread, cpu); };
  if (can(thread.cpu) &&
      (!lock::several_cpus || (cpus[thread.cpu].idle() && cpus[thread.cpu].ready.empty())))
    return thread.cpu;
  std::uint32_t possible = hal::kMaxCpus;
  for (std::uint32_t cpu = 0; cpu < hal::kMaxCpus; ++cpu) {
    if (!can(cpu)) continue;
    if (cpus[cpu].idle() && cpus[cpu].ready.empty()) return cpu;
    if (possible == hal::kMaxCpus) possible = cpu;
  }
  return can(thread.cpu) ? thread.cpu : possible == hal::kMaxCpus ? 0 : possible;
}

void enqueue(Thread& thread, Place place) {
  const Process& process = processes::get(thread.process);
  if (process.holds_back(thread.id)) {
    thread.state = ThreadState::kParked;
    return;
  }
  thread.state = ThreadState::kReady;
  thread.cpu = choose_cpu(thread);
  thread.throttled = process.over_share;
  Cpu& cpu = cpus[thread.cpu];
  (thread.throttled ? cpu.throttled : cpu.ready).push(thread, place);
  if (cpu.idle() ||
      (!thread.throttled && !cpu.current.none() && get(cpu.current).priority < thread.priority))
    tell_to_look(thread.cpu);
}

void unqueue(Thread& thread) {
  Cpu& cpu = cpus[thread.cpu];
  (thread.throttled ? cpu.throttled : cpu.ready).remove(thread);
  thread.throttled = false;
}

void flush_handed_over(Cpu& cpu) {
  if (cpu.handed_over.none()) return;
  Thread& thread = get(cpu.handed_over);
  cpu.handed_over = {};
  enqueue(thread, Place::kFront);
}

[[noreturn]] void run(Cpu& cpu, Thread& thread) {
  thread.state = ThreadState::kRunning;
  thread.cpu = cpu.number;
  cpu.current = thread.id;
  trace::record(abi::TraceKind::kSwitch, thread.id.value, thread.process.value);
  lock::give();
  hal::resume(thread.context);
}

// The most important thread that waits for any CPU and may run on this one.
ThreadId pop_for(std::uint32_t index) {
  if (const ThreadId id = cpus[index].ready.pop_for(index); !id.none()) return id;
  if (lock::several_cpus) {
    for (Cpu& other : cpus) {
      if (const ThreadId id = other.ready.pop_for(index); !id.none()) return id;
    }
  }
  for (Cpu& other : cpus) {
    if (const ThreadId id = other.throttled.pop_for(index); !id.none()) {
      get(id).throttled = false;
      return id;
    }
  }
  return {};
}

// The thread that was interrupted waits for its turn again, unless its process ends.
void put_back(Cpu& cpu, Place place) {
  if (cpu.current.none()) return;
  Thread& thread = get(cpu.current);
  cpu.current = {};
  if (thread.doomed) {
    end_doomed(thread);
  } else {
    enqueue(thread, place);
  }
}

}  // namespace

void start(std::uint32_t threads, Arena& arena) {
  arena.make(table, threads);
  for (std::uint32_t i = 0; i < cpus.size(); ++i) cpus[i].number = i;
  for (std::uint32_t i = 0; i < threads; ++i) table[table.id_at(i)].id = table.id_at(i);
}

void run_next(Cpu& cpu) {
  if (!cpu.handed_over.none() && !cpu.ready.has_above(get(cpu.handed_over).priority)) {
    Thread& thread = get(cpu.handed_over);
    cpu.handed_over = {};
    run(cpu, thread);
  }
  flush_handed_over(cpu);
  const ThreadId id = pop_for(cpu.number);
  if (!id.none()) run(cpu, get(id));
  cpu.current = {};
  if (nobody_can_run()) shutdown_stuck();
  trace::record(abi::TraceKind::kIdle, 0, 0);
  lock::give();
  hal::idle();
}

ThreadId create(ProcessId process_id) {
  const ThreadId id = table.take();
  if (id.none()) return {};
  Thread& thread = table[id];
  Process& process = processes::get(process_id);
  thread.process = process_id;
  thread.own_priority = process.own_priority;
  thread.priority = process.own_priority;
  thread.affinity = kEveryCpu;
  thread.direct = true;
  thread.note_at_once();
  thread.since_wait_ns = 0;
  thread.cpu_ns = 0;
  ++thread.generation;
  thread.doomed = false;
  thread.state = ThreadState::kParked;
  Siblings::push_front(table, process.first_thread, id);
  ++process.threads;
  return id;
}

void detach(Thread& thread) {
  using enum ThreadState;
  if (thread.deadline.set()) deadlines::clear(thread);
  const ThreadState state = thread.state;
  if (state == kReady) unqueue(thread);
  if (state == kReceiving) channels::get(thread.receiving).waiter = {};
  if (state == kReadingConsole) console::forget_reader(thread.id);
  if (state == kWaitingForEnd) processes::get(thread.awaited).waiter = {};
  if (state == kJoining) get(thread.joining).joiner = {};
  if (state == kLocking || state == kWaitingForEvent || state == kWaitingForSet)
    objects::stop_waiting(thread);
  for (Cpu& cpu : cpus) {
    if (state == kHandedOver && cpu.handed_over == thread.id) cpu.handed_over = {};
  }
  for (std::uint8_t i = 0; i < thread.wait_count; ++i) waiting::waiter_of(thread.waits[i]) = {};
  thread.receiving = {};
  thread.hand_over_at = Thread::kNotAtOnce;
  thread.wait_count = 0;
}

void destroy(ThreadId id) {
  Thread& thread = table[id];
  Process& process = processes::get(thread.process);
  Siblings::remove(table, process.first_thread, id);
  --process.threads;
  thread.state = ThreadState::kFree;
  thread.joiner = {};
  table.give_back(id);
}

void tell_to_look(std::uint32_t cpu) {
  if (cpus[cpu].poked || cpu == hal::this_cpu()) return;
  cpus[cpu].poked = true;
  hal::poke(cpu);
}

void make_ready(Thread& thread) {
  enqueue(thread, Place::kBack);
}

void wake(Thread& thread, std::int64_t result) {
  detach(thread);
  thread.context.full = 0;
  thread.context.result = static_cast<std::uint64_t>(result);
  Cpu& cpu = this_cpu();
  const Process& process = processes::get(thread.process);
  const bool held_back = process.holds_back(thread.id);
  thread.direct = !held_back && !process.over_share && thread.affinity == kEveryCpu;
  thread.note_at_once();
  if (cpu.current.none() || !cpu.handed_over.none() || held_back || process.over_share ||
      !may_run_on(thread, hal::this_cpu())) {
    make_ready(thread);
  } else {
    thread.state = ThreadState::kHandedOver;
    cpu.handed_over = thread.id;
  }
}

void park_all_of(ProcessId process) {
  for (ThreadId id = processes::get(process).first_thread; !id.none(); id = get(id).next_sibling) {
    Thread& thread = get(id);
    if (thread.state == ThreadState::kReady || thread.state == ThreadState::kHandedOver) {
      detach(thread);
      thread.state = ThreadState::kParked;
    }
    thread.direct = false;
    thread.note_at_once();
    thread.hand_over_at = Thread::kNotAtOnce;
    if (thread.state == ThreadState::kRunning) tell_to_look(thread.cpu);
  }
}

void unpark_all_of(ProcessId process) {
  for (ThreadId id = processes::get(process).first_thread; !id.none(); id = get(id).next_sibling) {
    if (get(id).state == ThreadState::kParked) make_ready(get(id));
  }
}

void set_priority(Thread& thread, std::uint8_t priority) {
  if (thread.priority == priority) return;
  if (thread.state == ThreadState::kReady) {
    unqueue(thread);
    thread.priority = priority;
    make_ready(thread);
  } else {
    thread.priority = priority;
    if (priority != thread.own_priority) thread.hand_over_at = Thread::kNotAtOnce;
    if (thread.state == ThreadState::kLocking) objects::reorder_waiter(thread);
  }
  thread.note_at_once();
}

void yield_to_more_important(Thread& caller, std::int64_t result) {
  Cpu& cpu = cpus[caller.cpu];
  const bool handed_over_is =
      !cpu.handed_over.none() && get(cpu.handed_over).priority > caller.priority;
  if (!handed_over_is && !cpu.ready.has_above(caller.priority)) [[likely]]
    return;
  caller.context.full = 0;
  caller.context.result = static_cast<std::uint64_t>(result);
  // Its place in the queue must not be taken by the thread that it gives way to.
  enqueue(caller, Place::kFront);
  cpu.current = {};
  run_next(cpu);
}

void yield(Thread& caller, std::int64_t result) {
  Cpu& cpu = cpus[caller.cpu];
  caller.since_wait_ns = 0;
  caller.context.result = static_cast<std::uint64_t>(result);
  if (!watched && caller.direct && cpu.handed_over.none()) [[likely]] {
    if (const ThreadId next = cpu.ready.rotate(caller); !next.none()) {
      caller.state = ThreadState::kReady;
      switch_to<Watch::kNothing>(cpu, caller, get(next));
    }
  }
  flush_handed_over(cpu);
  if (cpu.ready.empty() && cpu.throttled.empty() && !lock::several_cpus) run(cpu, caller);
  cpu.current = {};
  make_ready(caller);
  run_next(cpu);
}

void leave() {
  Cpu& cpu = this_cpu();
  cpu.current = {};
  run_next(cpu);
}

void look_again() {
  Cpu& cpu = this_cpu();
  cpu.poked = false;
  put_back(cpu, Place::kFront);
  run_next(cpu);
}

void tick() {
  Cpu& cpu = this_cpu();
  flush_handed_over(cpu);
  if (!cpu.current.none()) shares::charge(get(cpu.current));  // may end the system or the process
  put_back(cpu, Place::kBack);
  if (hal::this_cpu() == 0) {
    const std::uint64_t now = hal::now_ns();
    shares::next_period_if_due(now);
    deadlines::run(now);
    console::poll();
  }
  // Counted anew from here: where CPUs wait long for the lock (an emulator on a busy host), ticks
  // would otherwise leave no time between them.
  if (lock::several_cpus) hal::start_ticks(kTickNs);
  run_next(cpu);
}

bool nobody_can_run() {
  for (const Cpu& cpu : cpus) {
    if (!cpu.current.none() || !cpu.handed_over.none() || !cpu.ready.empty() ||
        !cpu.throttled.empty())
      return false;
  }
  return !deadlines::any() && !console::someone_reads() && !io::any_line_open();
}

}  // namespace sched
}  // namespace kernel
