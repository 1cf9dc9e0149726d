// Ready and sleep queues. See queues.hpp.
#include "sched/queues.hpp"

#include <bit>

#include "sched/scheduler.hpp"

namespace kernel::sched {

void ReadyQueue::push_back(ThreadId id) {
  Thread& thread = get(id);
  List& list = lists_[thread.priority];
  thread.next = {};
  thread.previous = list.last;
  (list.last.none() ? list.first : get(list.last).next) = id;
  list.last = id;
  occupied_ |= std::uint32_t{1} << thread.priority;
}

void ReadyQueue::push_front(ThreadId id) {
  Thread& thread = get(id);
  List& list = lists_[thread.priority];
  thread.previous = {};
  thread.next = list.first;
  (list.first.none() ? list.last : get(list.first).previous) = id;
  list.first = id;
  occupied_ |= std::uint32_t{1} << thread.priority;
}

void ReadyQueue::remove(ThreadId id) {
  Thread& thread = get(id);
  List& list = lists_[thread.priority];
  (thread.previous.none() ? list.first : get(thread.previous).next) = thread.next;
  (thread.next.none() ? list.last : get(thread.next).previous) = thread.previous;
  if (list.first.none()) occupied_ &= ~(std::uint32_t{1} << thread.priority);
}

int ReadyQueue::highest() const {
  return occupied_ == 0 ? -1 : 31 - std::countl_zero(occupied_);
}

ThreadId ReadyQueue::pop_most_important() {
  if (occupied_ == 0) return {};
  const ThreadId id = lists_[static_cast<std::size_t>(highest())].first;
  remove(id);
  return id;
}

void SleepQueue::insert(ThreadId id, std::uint64_t deadline_ns) {
  Thread& thread = get(id);
  thread.deadline_ns = deadline_ns;
  thread.has_deadline = true;
  ThreadId before, after = first_;
  while (!after.none() && get(after).deadline_ns <= deadline_ns) {
    before = after;
    after = get(after).later;
  }
  thread.earlier = before;
  thread.later = after;
  (before.none() ? first_ : get(before).later) = id;
  if (!after.none()) get(after).earlier = id;
}

void SleepQueue::remove(ThreadId id) {
  Thread& thread = get(id);
  (thread.earlier.none() ? first_ : get(thread.earlier).later) = thread.later;
  if (!thread.later.none()) get(thread.later).earlier = thread.earlier;
  thread.has_deadline = false;
}

}  // namespace kernel::sched
