// IoPorts: the right to a range of x86 I/O ports. Only the entry glue makes one, from the manifest;
// holding it proves that the manifest grants the range, not that the machine has a device there
// (reads then give -1). The kernel checks every access again. Needs the ABI group "io".
#pragma once
#include <cstdint>

#include "sip/panic.hpp"
#include "sip/system.hpp"

namespace sip {

template <std::uint16_t First, std::uint16_t Last>
class IoPorts {
  static_assert(First <= Last, "a port range runs from its first to its last port");

 public:
  explicit constexpr IoPorts(detail::Grant) {}

  // -1 when this machine has no such port.
  std::int64_t read8(std::uint16_t port) const { return prim::port_read(checked(port, 1), 1); }
  std::int64_t read16(std::uint16_t port) const { return prim::port_read(checked(port, 2), 2); }
  std::int64_t read32(std::uint16_t port) const { return prim::port_read(checked(port, 4), 4); }
  bool write8(std::uint16_t port, std::uint8_t value) const {
    return prim::port_write(checked(port, 1), 1, value);
  }
  bool write16(std::uint16_t port, std::uint16_t value) const {
    return prim::port_write(checked(port, 2), 2, value);
  }
  bool write32(std::uint16_t port, std::uint32_t value) const {
    return prim::port_write(checked(port, 4), 4, value);
  }

 private:
  static std::uint16_t checked(std::uint16_t port, std::uint32_t width_bytes) {
    if (port < First || port + width_bytes - 1 > Last)
      panic("I/O port outside of the range that the manifest grants");
    return port;
  }
};

}  // namespace sip
