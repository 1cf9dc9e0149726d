// The one lock of the kernel: whoever is inside it owns every record. Taken after entry and given
// back before any SIP code or idling goes on. With one CPU interrupts are off in the kernel anyway,
// and nothing is taken. (seL4 does the same; its authors measured that for short kernel paths one
// lock is enough: Peters et al., "For a Microkernel, a Big Lock Is Fine", APSys 2015.)
#pragma once
#include <cstdint>

#include "hal/memory.hpp"

namespace kernel::lock {

// Whoever comes first gets it. A queue of tickets would be fairer, but on a virtual machine the
// next in the queue is often one that the host does not run: four CPUs on two busy cores then spend
// all their time handing the lock on (Friebel and Biemueller, "How to Deal with Lock Holder
// Preemption", Xen Summit 2008). SAFETY: `held` is the only memory that CPUs touch without holding
// the lock. Acquire and release order everything else.
extern std::uint32_t held;
extern bool several_cpus;  // written once, before the second CPU runs

[[nodiscard]] inline bool try_take() {
  return !several_cpus || __atomic_exchange_n(&held, 1, __ATOMIC_ACQUIRE) == 0;
}

inline void take() {
  if (!several_cpus) return;
  while (__atomic_exchange_n(&held, 1, __ATOMIC_ACQUIRE) != 0) {
    do {
      hal::serve_flush();
      __builtin_ia32_pause();
    } while (__atomic_load_n(&held, __ATOMIC_RELAXED) != 0);
  }
}

inline void give() {
  if (!several_cpus) return;
  __atomic_store_n(&held, 0, __ATOMIC_RELEASE);
}

}  // namespace kernel::lock
