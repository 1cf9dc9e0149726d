// What CPUs other than the first do, and what pokes and device interrupts are for, as long as the
// scheduler runs SIPs on CPU 0 only: nothing, and the same as a tick.
#include "hal/thread.hpp"

namespace kernel {

void on_cpu_start() {
  hal::idle();
}

void on_poke(hal::Context* current) {
  on_tick(current);
}

void on_irq(hal::Context* current, std::uint32_t) {
  on_tick(current);
}

}  // namespace kernel
