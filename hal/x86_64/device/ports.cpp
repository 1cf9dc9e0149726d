// I/O ports for the kernel. Which SIP may use which port is the kernel's to decide; here every port
// is reachable.
//
// SAFETY: in the whole file, the caller is the kernel, which asks only for ports that
// an image's manifest grants.
#include "cpu/instructions.hpp"
#include "device/power.hpp"
#include "hal/boot.hpp"

namespace hal {

bool has_io_ports() {
  return true;
}

std::uint32_t port_read(std::uint16_t port, unsigned width_bytes) {
  switch (width_bytes) {
    case 1:
      return x86::port_in<std::uint8_t>(port);
    case 2:
      return x86::port_in<std::uint16_t>(port);
    case 4:
      return x86::port_in<std::uint32_t>(port);
    default:
      x86::stop("[H-038] port_read: the width must be 1, 2 or 4 bytes");
  }
}

void port_write(std::uint16_t port, unsigned width_bytes, std::uint32_t value) {
  switch (width_bytes) {
    case 1:
      return x86::port_out<std::uint8_t>(port, static_cast<std::uint8_t>(value));
    case 2:
      return x86::port_out<std::uint16_t>(port, static_cast<std::uint16_t>(value));
    case 4:
      return x86::port_out<std::uint32_t>(port, value);
    default:
      x86::stop("[H-038] port_write: the width must be 1, 2 or 4 bytes");
  }
}

}  // namespace hal
