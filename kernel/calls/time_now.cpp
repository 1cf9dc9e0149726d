// time_now(): nanoseconds since boot, monotonic.
#include "calls/trusted/table.hpp"
#include "hal/boot.hpp"

std::int64_t kernel::calls::time_now() {
  return static_cast<std::int64_t>(hal::now_ns());
}
