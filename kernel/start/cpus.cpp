// The other CPUs: each enters here once, takes ticks of its own, and looks for work.
#include "hal/boot.hpp"
#include "sched/scheduler.hpp"

namespace kernel {

void on_cpu_start() {
  lock::take();
  hal::start_ticks(sched::kTickNs);
  sched::leave();
}

}  // namespace kernel
