// io_port_read(port, width): the value of a port that the manifest grants, or kNoDevice on a
// machine without ports.
#include "calls/call.hpp"

std::int64_t kernel::calls::io_port_read(std::uint64_t port, std::uint64_t width_bytes) {
  check_ports(port, width_bytes);
  if (!hal::has_io_ports()) return abi::kNoDevice;
  return hal::port_read(static_cast<std::uint16_t>(port), static_cast<unsigned>(width_bytes));
}
