// The HAL's seams, filled for host tests: physical memory comes from a vector, the end of the boot
// is an exception.
#include "machine.hpp"

#include "boot/boot_facts.hpp"
#include "device/devices.hpp"
#include "paging/build.hpp"

namespace hal::x86 {

const std::uint8_t* boot_memory(std::uint64_t physical, std::uint64_t bytes) {
  const std::uint64_t size = machine::memory.size();
  if (physical < machine::kBase || physical - machine::kBase > size) return nullptr;
  if (bytes > size - (physical - machine::kBase)) return nullptr;
  return machine::memory.data() + (physical - machine::kBase);
}

void stop(std::string_view message) {
  throw machine::BootStopped(std::string(message));
}

// What lies outside of the pretended memory reads as zeros, as an empty slot of the address space
// might.
void* map_physical(std::uint64_t physical, std::uint64_t bytes, DeviceAccess) {
  static std::vector<std::uint8_t> nothing;
  nothing.resize(2 << 20);
  const std::uint8_t* seen = boot_memory(physical, bytes);
  return seen ? const_cast<std::uint8_t*>(seen) : nothing.data();
}

}  // namespace hal::x86
