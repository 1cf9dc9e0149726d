// io_port_write(port, width, value): writes a port that the manifest grants, or kNoDevice on a
// machine without ports.
#include "calls/call.hpp"

std::int64_t kernel::calls::io_port_write(std::uint64_t port, std::uint64_t width_bytes,
                                          std::uint64_t value) {
  check_ports(port, width_bytes);
  if (!hal::has_io_ports()) return abi::kNoDevice;
  hal::port_write(static_cast<std::uint16_t>(port), static_cast<unsigned>(width_bytes),
                  static_cast<std::uint32_t>(value));
  return abi::kOk;
}
