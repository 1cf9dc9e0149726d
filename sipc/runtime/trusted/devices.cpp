// Devices: interrupt lines, registers in memory, and memory that devices reach. What the manifest
// grants is checked by the kernel; offsets are checked here.
#include "abi/errors.hpp"
#include "abi/records.hpp"
#include "fail.hpp"
#include "kernel_calls.hpp"

namespace {

// SAFETY: [address, address + bytes) is a range that the kernel mapped for this SIP and does not
// take back; the access lies inside, and is aligned because `address` is a page's and `offset` a
// multiple.
std::uint64_t checked(std::uint64_t address, std::uint64_t bytes, std::uint64_t offset,
                      std::uint32_t width) {
  const bool aligned =
      width != 0 && width <= 8 && (width & (width - 1)) == 0 && offset % width == 0;
  if (address == 0 || !aligned || bytes < width || offset > bytes - width)
    sip::body::index_failure(offset, address == 0 ? 0 : bytes);
  return address + offset;
}

}  // namespace

extern "C" {

std::uint64_t sip_irq_event(std::uint32_t index) {
  const std::int64_t event = sipk_io_irq_event(index);
  return event < 0 ? 0 : static_cast<std::uint64_t>(event);
}

void sip_irq_unmask(std::uint32_t index) {
  sipk_io_irq_unmask(index);
}

std::uint64_t sip_device_map(std::uint32_t index) {
  const std::int64_t address = sipk_io_memory_map(index);
  return address < 0 ? 0 : static_cast<std::uint64_t>(address);
}

bool sip_dma_allocate(std::uint64_t bytes, std::uint64_t* address, std::uint64_t* physical) {
  abi::DmaBuffer buffer = {};
  if (sipk_io_dma_allocate(bytes, &buffer) != abi::kOk) return false;
  *address = buffer.address;
  *physical = buffer.physical_address;
  return true;
}

std::uint64_t sip_device_read(std::uint64_t address, std::uint64_t bytes, std::uint64_t offset,
                              std::uint32_t width) {
  const std::uint64_t place = checked(address, bytes, offset, width);
  switch (width) {
    case 1:
      return *reinterpret_cast<const volatile std::uint8_t*>(place);
    case 2:
      return *reinterpret_cast<const volatile std::uint16_t*>(place);
    case 4:
      return *reinterpret_cast<const volatile std::uint32_t*>(place);
    default:
      return *reinterpret_cast<const volatile std::uint64_t*>(place);
  }
}

void sip_device_write(std::uint64_t address, std::uint64_t bytes, std::uint64_t offset,
                      std::uint32_t width, std::uint64_t value) {
  const std::uint64_t place = checked(address, bytes, offset, width);
  switch (width) {
    case 1:
      *reinterpret_cast<volatile std::uint8_t*>(place) = static_cast<std::uint8_t>(value);
      return;
    case 2:
      *reinterpret_cast<volatile std::uint16_t*>(place) = static_cast<std::uint16_t>(value);
      return;
    case 4:
      *reinterpret_cast<volatile std::uint32_t*>(place) = static_cast<std::uint32_t>(value);
      return;
    default:
      *reinterpret_cast<volatile std::uint64_t*>(place) = value;
      return;
  }
}

}  // extern "C"
