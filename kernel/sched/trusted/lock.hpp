// The one lock of the kernel: whoever is inside it owns every record. Taken after entry and given
// back before any SIP code or idling goes on. With one CPU interrupts are off in the kernel anyway,
// and nothing is taken. (seL4 does the same; its authors measured that for short kernel paths one
// lock is enough: Peters et al., "For a Microkernel, a Big Lock Is Fine", APSys 2015.)
#pragma once
#include <cstdint>

#include "hal/memory.hpp"

namespace kernel::lock {

// SAFETY: the two counters are the only memory that CPUs touch without holding the lock. Acquire
// and release order everything else.
extern std::uint32_t next_ticket, now_served;
extern bool several_cpus;  // written once, before the second CPU runs

inline void take() {
  if (!several_cpus) return;
  const std::uint32_t ticket = __atomic_fetch_add(&next_ticket, 1, __ATOMIC_RELAXED);
  while (__atomic_load_n(&now_served, __ATOMIC_ACQUIRE) != ticket) {
    hal::serve_flush();
    __builtin_ia32_pause();
  }
}

inline void give() {
  if (!several_cpus) return;
  __atomic_store_n(&now_served, now_served + 1, __ATOMIC_RELEASE);
}

}  // namespace kernel::lock
