// Who owns each page of the one address space: a u16 per page at a fixed place, which compiled-in
// store checks of SIPs read directly. Id 0 is nobody, 1 the kernel. Only the parts of the map that
// belong to ranges in use have memory behind them.
#pragma once
#include <cstdint>

#include "hal/types.hpp"

namespace kernel {

using OwnerId = std::uint16_t;
inline constexpr OwnerId kNobody = 0;
inline constexpr OwnerId kKernelOwner = 1;
// Read-only for ever, shared: no store check accepts it.
inline constexpr OwnerId kFrozenOwner = 0xffff;
inline constexpr OwnerId kCallStackOwner = 0xfffe;  // return addresses: none accepts it either

namespace owner_map {

void start(hal::VirtAddr base);
hal::VirtAddr base();
// How many map pages back() needs for a range.
constexpr std::uint64_t pages_for(hal::VirtAddr from, std::uint64_t bytes) {
  if (bytes == 0) return 0;
  // Of address space.
  constexpr std::uint64_t each = hal::kPageBytes / sizeof(OwnerId) * hal::kPageBytes;
  return (from.value + bytes - 1) / each - from.value / each + 1;
}
// Gives the map of [from, from + bytes) memory; what has some already keeps it. Part of start:
// frames come from the free list for good.
void back(hal::VirtAddr from, std::uint64_t bytes);

// Whether the page's entry has memory behind it. For addresses that a SIP made up.
bool holds(hal::VirtAddr page);
// Both need the range backed.
void set(hal::VirtAddr from, std::uint64_t pages, OwnerId owner);
OwnerId get(hal::VirtAddr page);

}  // namespace owner_map
}  // namespace kernel
