// The scheduler's two orders: ready threads by priority, and sleeping threads by deadline. Lists
// run through the thread records.
#pragma once
#include "sched/thread.hpp"

namespace kernel::sched {

// Ready threads; a bit per priority that has one.
class ReadyQueue {
 public:
  void push_back(ThreadId id);
  void push_front(ThreadId id);
  void remove(ThreadId id);
  ThreadId pop_most_important();
  bool empty() const { return occupied_ == 0; }
  int highest() const;  // -1 when empty

 private:
  struct List {
    ThreadId first, last;
  };
  std::uint32_t occupied_ = 0;
  std::array<List, 32> lists_{};
};

// Threads with a deadline, soonest first.
class SleepQueue {
 public:
  void insert(ThreadId id, std::uint64_t deadline_ns);
  void remove(ThreadId id);
  ThreadId soonest() const { return first_; }

 private:
  ThreadId first_;
};

}  // namespace kernel::sched
