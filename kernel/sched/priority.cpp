// Inheritance of priorities. See priority.hpp.
#include "sched/priority.hpp"

#include "sched/scheduler.hpp"
#include "sync/objects.hpp"

namespace kernel::priority {
namespace {

std::uint8_t effective(const Thread& thread) {
  std::uint8_t highest = thread.own_priority;
  const std::uint8_t donated = processes::get(thread.process).donated_priority;
  if (donated > highest) highest = donated;
  for (ObjectId mutex = thread.held; !mutex.none(); mutex = objects::get(mutex).next_held) {
    const ThreadId waiter = objects::get(mutex).first;
    if (!waiter.none() && sched::get(waiter).priority > highest)
      highest = sched::get(waiter).priority;
  }
  return highest;
}

void refresh_process(Process& process) {
  std::uint8_t highest = 0;
  for (std::uint8_t level = 0; level < process.donations.size(); ++level) {
    if (process.donations[level] != 0) highest = level;
  }
  if (highest == process.donated_priority) return;
  process.donated_priority = highest;
  for (ThreadId id = process.first_thread; !id.none(); id = sched::get(id).next_sibling)
    refresh(sched::get(id));
}

// Whom that concerns in turn: the holder of the mutex that it waits for.
ThreadId refresh_one(Thread& thread) {
  const std::uint8_t priority = effective(thread);
  if (priority == thread.priority) return {};
  sched::set_priority(thread, priority);
  return thread.state == ThreadState::kLocking ? objects::get(thread.waits_for).holder : ThreadId{};
}

}  // namespace

void refresh(Thread& first) {
  // A longer chain of mutexes inherits no further: every path is bounded.
  constexpr unsigned kLongestChain = 16;
  ThreadId next = refresh_one(first);
  for (unsigned i = 1; i < kLongestChain && !next.none(); ++i) next = refresh_one(sched::get(next));
}

void donate(Endpoint& end, std::uint8_t priority) {
  if (end.status != EndpointState::kOwned) return;
  withdraw(end);
  Process& process = processes::get(end.owner);
  if (priority <= process.own_priority && !process.has_lowered_threads) return;
  end.donation = static_cast<std::uint8_t>(priority + 1);
  ++process.donations[priority];
  refresh_process(process);
}

void withdraw(Endpoint& end) {
  if (end.donation == 0) return;
  Process& process = processes::get(end.owner);
  --process.donations[static_cast<std::size_t>(end.donation - 1)];
  end.donation = 0;
  refresh_process(process);
}

}  // namespace kernel::priority
