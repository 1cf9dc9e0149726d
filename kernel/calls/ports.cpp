// Port grants. See ports.hpp.
#include "calls/ports.hpp"

namespace kernel::calls {

bool may_touch_ports(const ProgramRecord& record, std::uint64_t port, std::uint64_t width_bytes) {
  if (width_bytes != 1 && width_bytes != 2 && width_bytes != 4) return false;
  for (std::uint32_t i = 0; i < record.port_range_count; ++i) {
    const PortRange range = record.port_range(i);
    if (port >= range.first && port <= range.last && width_bytes - 1 <= range.last - port)
      return true;
  }
  return false;
}

}  // namespace kernel::calls
