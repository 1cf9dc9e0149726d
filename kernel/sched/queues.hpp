// Ready threads by priority. The lists run through the thread records.
#pragma once
#include "sched/thread.hpp"

namespace kernel::sched {

class ReadyQueue {
 public:
  void push_back(Thread& thread);
  void push_front(Thread& thread);
  void remove(Thread& thread);
  // The most important thread that may run on the CPU; none if there is none.
  ThreadId pop_for(std::uint32_t cpu);
  bool empty() const { return occupied_ == 0; }
  bool has_above(unsigned priority) const { return (occupied_ >> priority) > 1; }
  int highest() const;  // -1 when empty

 private:
  struct List {
    ThreadId first, last;
  };
  std::uint32_t occupied_ = 0;  // a bit per priority that has a thread
  std::array<List, 32> lists_{};
};

}  // namespace kernel::sched
