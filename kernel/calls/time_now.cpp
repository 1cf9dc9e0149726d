// time_now(): nanoseconds since boot, monotonic.
#include "calls/table.hpp"
#include "hal/boot.hpp"

namespace kernel::calls {

std::int64_t time_now() {
  return static_cast<std::int64_t>(hal::now_ns());
}

}  // namespace kernel::calls
