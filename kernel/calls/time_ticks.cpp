// time_ticks(): the processor's raw counter, for measurements.
#include "calls/trusted/table.hpp"
#include "hal/boot.hpp"

std::int64_t kernel::calls::time_ticks() {
  return static_cast<std::int64_t>(hal::tick_counter());
}
