// The test kernel's one lock, and a queue of threads under it: what several CPUs share in the SMP
// scenarios. Taken after entry, given back before resume(), idle() or a return, as hal/thread.hpp
// asks.
#pragma once
#include "test_kernel.hpp"

namespace test {

void lock();  // serves flushes while it waits
void unlock();

// Threads that could run, first in, first out. With the lock held.
class ThreadQueue {
 public:
  void put(hal::Context& context) { contexts_[last_++ % kSize] = &context; }
  hal::Context* take() { return first_ == last_ ? nullptr : contexts_[first_++ % kSize]; }

 private:
  static constexpr unsigned kSize = 64;
  hal::Context* contexts_[kSize] = {};
  unsigned first_ = 0, last_ = 0;
};

// Waits until it holds, with interrupts off, for ten seconds at most; fails then.
template <class Condition>
void wait_for(Condition condition, std::string_view what) {
  const std::uint64_t end = hal::now_ns() + 10'000'000'000;
  while (!condition()) {
    hal::serve_flush();
    asm volatile("pause");
    if (hal::now_ns() > end) fail(what);
  }
}

}  // namespace test
