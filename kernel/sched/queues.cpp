// Ready queues. See queues.hpp.
#include "sched/queues.hpp"

#include <bit>

#include "sched/scheduler.hpp"

namespace kernel::sched {

namespace {
using Order = Queue<&Thread::next, &Thread::previous>;
}

void ReadyQueue::push(Thread& thread, Place place) {
  auto& [first, last] = lists_[thread.priority];
  Order::insert(table, first, last, place == Place::kFront ? ThreadId{} : last, thread.id);
  occupied_ |= std::uint32_t{1} << thread.priority;
}

void ReadyQueue::remove(Thread& thread) {
  auto& [first, last] = lists_[thread.priority];
  Order::remove(table, first, last, thread.id);
  if (first.none()) occupied_ &= ~(std::uint32_t{1} << thread.priority);
}

ThreadId ReadyQueue::rotate(Thread& thread) {
  auto& [first, last] = lists_[thread.priority];
  if (first.none() || has_above(thread.priority)) return {};
  const ThreadId next = first;
  get(last).next = thread.id;  // perhaps the first one's
  thread.previous = last;
  thread.next = {};
  last = thread.id;
  first = get(next).next;
  get(first).previous = {};
  return next;
}

ThreadId ReadyQueue::pop_for(std::uint32_t cpu) {
  for (std::uint32_t left = occupied_; left != 0;) {
    const auto priority = static_cast<unsigned>(31 - std::countl_zero(left));
    for (ThreadId id = lists_[priority].first; !id.none(); id = get(id).next) {
      Thread& thread = get(id);
      if ((thread.affinity >> cpu & 1) == 0) continue;
      remove(thread);
      return id;
    }
    left &= ~(std::uint32_t{1} << priority);
  }
  return {};
}

}  // namespace kernel::sched
