// The loader's memory as the boot page tables show it. A file of its own, so that host tests can
// put hostile structures in its place.
#include "boot/boot_facts.hpp"
#include "paging/address_space.hpp"

namespace hal::x86 {

const std::uint8_t* boot_memory(std::uint64_t physical, std::uint64_t bytes) {
  constexpr std::uint64_t kSeen = 4ull << 30;
  if (physical > kSeen || bytes > kSeen - physical) return nullptr;
  // SAFETY: the boot page tables map the first 4 GiB at kDirectMap, readable; called only before
  // the final tables are loaded.
  return reinterpret_cast<const std::uint8_t*>(kDirectMap + physical);
}

}  // namespace hal::x86
