// Ready threads by priority. The lists run through the thread records.
#pragma once
#include "sched/thread.hpp"

namespace kernel::sched {

enum class Place { kFront, kBack };

class ReadyQueue {
 public:
  void push(Thread& thread, Place place);
  void remove(Thread& thread);
  // The first of the thread's priority, whose place it takes as the last; none, and nothing is
  // done, if there is none or somebody is more important.
  ThreadId rotate(Thread& thread);
  // The most important thread that may run on the CPU; none if there is none.
  ThreadId pop_for(std::uint32_t cpu);
  bool empty() const { return occupied_ == 0; }
  bool has_above(unsigned priority) const { return (occupied_ & kAbove[priority]) != 0; }

 private:
  // A table, since a shift wants a register of its own.
  static constexpr std::array<std::uint32_t, 32> kAbove = [] {
    std::array<std::uint32_t, 32> masks{};
    for (unsigned priority = 0; priority < 32; ++priority)
      masks[priority] = static_cast<std::uint32_t>(~std::uint64_t{1} << priority);
    return masks;
  }();
  struct Ends {
    ThreadId first, last;
  };
  std::uint32_t occupied_ = 0;  // a bit per priority that has a thread
  std::array<Ends, 32> lists_{};
};

}  // namespace kernel::sched
