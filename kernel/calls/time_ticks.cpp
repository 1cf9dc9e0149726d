// time_ticks(): the processor's raw counter, for measurements.
#include "calls/table.hpp"
#include "hal/boot.hpp"

namespace kernel::calls {

std::int64_t time_ticks() {
  return static_cast<std::int64_t>(hal::tick_counter());
}

}  // namespace kernel::calls
