// Ready threads by priority. The lists run through the thread records.
#pragma once
#include "sched/thread.hpp"

namespace kernel::sched {

enum class Place { kFront, kBack };

class ReadyQueue {
 public:
  void push(Thread& thread, Place place);
  void remove(Thread& thread);
  // The most important thread that may run on the CPU; none if there is none.
  ThreadId pop_for(std::uint32_t cpu);
  bool empty() const { return occupied_ == 0; }
  bool has_above(unsigned priority) const { return (occupied_ >> priority) > 1; }

 private:
  struct Ends {
    ThreadId first, last;
  };
  std::uint32_t occupied_ = 0;  // a bit per priority that has a thread
  std::array<Ends, 32> lists_{};
};

}  // namespace kernel::sched
