// I/O ports for the kernel. Which SIP may use which port is the kernel's to decide; here every port
// is reachable.
//
// SAFETY: in the whole file, the caller is the kernel, which asks only for ports that
// an image's manifest grants.
#include "cpu/instructions.hpp"
#include "device/devices.hpp"
#include "hal/boot.hpp"

namespace hal {
namespace {

// act(a number of that width).
template <class Act>
auto with_width(unsigned width_bytes, Act act) {
  switch (width_bytes) {
    case 1:
      return act(std::uint8_t{});
    case 2:
      return act(std::uint16_t{});
    case 4:
      return act(std::uint32_t{});
    default:
      x86::stop("[H-038] port_read or port_write: the width must be 1, 2 or 4 bytes");
  }
}

}  // namespace

bool has_io_ports() {
  return true;
}

std::uint32_t port_read(std::uint16_t port, unsigned width_bytes) {
  return with_width(width_bytes,
                    [=]<class T>(T) -> std::uint32_t { return x86::port_in<T>(port); });
}

void port_write(std::uint16_t port, unsigned width_bytes, std::uint32_t value) {
  with_width(width_bytes, [=]<class T>(T) { x86::port_out(port, static_cast<T>(value)); });
}

}  // namespace hal
