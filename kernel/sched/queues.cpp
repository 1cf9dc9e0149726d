// Ready queues. See queues.hpp.
#include "sched/queues.hpp"

#include <bit>

#include "sched/scheduler.hpp"

namespace kernel::sched {

void ReadyQueue::push_back(Thread& thread) {
  List& list = lists_[thread.priority];
  thread.next = {};
  thread.previous = list.last;
  (list.last.none() ? list.first : get(list.last).next) = thread.id;
  list.last = thread.id;
  occupied_ |= std::uint32_t{1} << thread.priority;
}

void ReadyQueue::push_front(Thread& thread) {
  List& list = lists_[thread.priority];
  thread.previous = {};
  thread.next = list.first;
  (list.first.none() ? list.last : get(list.first).previous) = thread.id;
  list.first = thread.id;
  occupied_ |= std::uint32_t{1} << thread.priority;
}

void ReadyQueue::remove(Thread& thread) {
  List& list = lists_[thread.priority];
  (thread.previous.none() ? list.first : get(thread.previous).next) = thread.next;
  (thread.next.none() ? list.last : get(thread.next).previous) = thread.previous;
  if (list.first.none()) occupied_ &= ~(std::uint32_t{1} << thread.priority);
}

Thread* ReadyQueue::rotate(Thread& thread) {
  List& list = lists_[thread.priority];
  if (list.first.none() || has_above(thread.priority)) return nullptr;
  Thread& first = get(list.first);
  get(list.last).next = thread.id;  // perhaps the first one's
  thread.previous = list.last;
  thread.next = {};
  list.last = thread.id;
  list.first = first.next;
  get(list.first).previous = {};
  return &first;
}

int ReadyQueue::highest() const {
  return occupied_ == 0 ? -1 : 31 - std::countl_zero(occupied_);
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
