// The scheduler of the one CPU that runs SIPs for now. See scheduler.hpp.
#include "sched/scheduler.hpp"

#include "abi/errors.hpp"
#include "channel/endpoint.hpp"
#include "hal/boot.hpp"
#include "process/console.hpp"
#include "sched/queues.hpp"
#include "start/shutdown.hpp"

namespace kernel::sched {

Table<Thread, ThreadId> table;
ThreadId current_thread;

namespace {

ReadyQueue ready;
SleepQueue sleeping;
ThreadId handed_over, free_first;
std::uint32_t used = 0;

void flush_handed_over() {
  if (handed_over.none()) return;
  get(handed_over).state = ThreadState::kReady;
  ready.push_front(handed_over);
  handed_over = {};
}

[[noreturn]] void run(ThreadId id) {
  Thread& thread = get(id);
  thread.state = ThreadState::kRunning;
  current_thread = id;
  hal::resume(thread.context);
}

// Runs the thread in the hand-over slot if nothing more important is ready, else the most important
// one, else waits.
[[noreturn]] void run_next() {
  if (!handed_over.none() && ready.highest() <= get(handed_over).priority) {
    const ThreadId id = handed_over;
    handed_over = {};
    run(id);
  }
  flush_handed_over();
  const ThreadId id = ready.pop_most_important();
  if (!id.none()) run(id);
  current_thread = {};
  if (sleeping.soonest().none() && !console::someone_reads()) shutdown_stuck();
  hal::idle();
}

}  // namespace

void start(std::uint32_t threads, Arena& arena) {
  table = arena.carve_table<Thread, ThreadId>(threads);
  for (std::uint32_t i = threads; i-- > 0;) {
    table[table.id_at(i)].next = free_first;
    free_first = table.id_at(i);
  }
}

ThreadId create(ProcessId process) {
  const ThreadId id = free_first;
  if (id.none()) return {};
  Thread& thread = table[id];
  free_first = thread.next;
  thread.process = process;
  thread.priority = processes::get(process).priority;
  ++used;
  return id;
}

void destroy(ThreadId id) {
  Thread& thread = table[id];
  if (thread.has_deadline) sleeping.remove(id);
  if (thread.state == ThreadState::kReady) ready.remove(id);
  if (thread.state == ThreadState::kReadingConsole) console::forget_reader(id);
  if (!thread.receiving.none()) channels::get(thread.receiving).waiter = {};
  if (handed_over == id) handed_over = {};
  if (current_thread == id) current_thread = {};
  thread.state = ThreadState::kFree;
  thread.receiving = {};
  thread.next = free_first;
  free_first = id;
  --used;
}

std::uint32_t in_use() {
  return used;
}

void make_ready(ThreadId id) {
  table[id].state = ThreadState::kReady;
  ready.push_back(id);
}

void wake(ThreadId id, std::int64_t result) {
  Thread& thread = table[id];
  if (thread.has_deadline) sleeping.remove(id);
  if (!thread.receiving.none()) channels::get(thread.receiving).waiter = {};
  thread.receiving = {};
  thread.context.full = 0;
  thread.context.result = static_cast<std::uint64_t>(result);
  if (current_thread.none() || !handed_over.none()) {
    make_ready(id);
  } else {
    thread.state = ThreadState::kHandedOver;
    handed_over = id;
  }
}

void yield_to_more_important(std::int64_t result) {
  const int woken = handed_over.none() ? -1 : get(handed_over).priority;
  Thread& thread = running();
  if (woken <= thread.priority && ready.highest() <= thread.priority) return;
  thread.context.full = 0;
  thread.context.result = static_cast<std::uint64_t>(result);
  thread.state = ThreadState::kReady;
  ready.push_front(current_thread);
  run_next();
}

void sleep_until(ThreadId id, std::uint64_t deadline_ns) {
  sleeping.insert(id, deadline_ns);
}

void wake_sleepers(std::uint64_t now_ns) {
  while (!sleeping.soonest().none() && get(sleeping.soonest()).deadline_ns <= now_ns) {
    const ThreadId id = sleeping.soonest();
    const bool receiving = get(id).state == ThreadState::kReceiving;
    wake(id, receiving ? abi::kTimedOut : abi::kOk);
  }
}

void block(ThreadState why) {
  Thread& thread = running();
  thread.context.full = 0;
  thread.state = why;
  run_next();
}

void yield(std::int64_t result) {
  Thread& thread = running();
  flush_handed_over();
  thread.context.full = 0;
  thread.context.result = static_cast<std::uint64_t>(result);
  make_ready(current_thread);
  run_next();
}

void leave() {
  current_thread = {};
  run_next();
}

void tick() {
  flush_handed_over();
  const ThreadId preempted = current_thread;
  current_thread = {};
  if (!preempted.none()) make_ready(preempted);
  wake_sleepers(hal::now_ns());
  console::poll();
  run_next();
}

}  // namespace kernel::sched
