// The one lock of the kernel: whoever is inside it owns every record. Taken after entry and given back before any SIP code or idling goes on. With one CPU
// interrupts are off in the kernel anyway, and nothing is taken. (seL4 does the same; its authors measured that for short kernel paths one lock is enough:
// Peters et al., "For a Microkernel, a Big Lock Is Fine", APSys 2015.)
#pragma once
#include <atomic>
#include <cstdint>

#include "hal/memory.hpp"

namespace kernel::lock {

// SAFETY: the two counters are the only memory that CPUs touch without holding the lock. Acquire and release order everything else.
extern std::atomic<std::uint32_t> next_ticket, now_served;
extern bool several_cpus;  // written once, before the second CPU runs

inline void take() {
  if (!several_cpus) return;
  const std::uint32_t ticket = next_ticket.fetch_add(1, std::memory_order_relaxed);
  while (now_served.load(std::memory_order_acquire) != ticket) hal::serve_flush();
}

inline void give() {
  if (!several_cpus) return;
  now_served.store(now_served.load(std::memory_order_relaxed) + 1, std::memory_order_release);
}

}  // namespace kernel::lock
