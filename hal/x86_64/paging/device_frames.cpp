// hal::is_device_frame(), for mapping devices into windows: see device_frames.hpp.
// SAFETY: only compares numbers; what says yes here is mapped by paging/memory.cpp, never
// executable.
#include "paging/device_frames.hpp"

#include "cpu/instructions.hpp"
#include "device/power.hpp"
#include "hal/memory.hpp"
#include "paging/early_frames.hpp"

namespace hal {
namespace x86 {
namespace {

constexpr std::uint32_t kMaxOwn = 8;
// The hole for display adapters: the only part of the first MiB that is no RAM, ROM or firmware's.
constexpr std::uint64_t kLowDevices = 0xa'0000, kLowDevicesEnd = 0xc'0000;

const BootFacts* boot_facts = nullptr;
PhysRange own[kMaxOwn];
std::uint32_t own_count = 0;

// Whole pages, from the partial page at either end on.
bool touches(const PhysRange& range, std::uint64_t page) {
  return page < range.end() && page + kPageBytes > range.first;
}

std::uint64_t end_of_bus() {
  constexpr std::uint32_t kAddressSizes = 0x8000'0008;
  const bool says = cpuid(0x8000'0000).eax >= kAddressSizes;
  return 1ull << (says ? cpuid(kAddressSizes).eax & 0xff : 36);
}

}  // namespace

void remember_ram(const BootFacts& facts) {
  boot_facts = &facts;
}

void keep_from_sips(std::uint64_t physical, std::uint64_t bytes) {
  if (own_count == kMaxOwn) stop("[H-046] more devices of the HAL's than expected");
  own[own_count++] = PhysRange{physical, bytes};
}

}  // namespace x86

bool is_device_frame(Frame frame) {
  using namespace x86;
  const std::uint64_t page = std::uint64_t{frame.number} * kPageBytes;
  const bool is_low_device = page >= kLowDevices && page < kLowDevicesEnd;
  if (page < kLowMemory && !is_low_device) return false;
  if (page >= end_of_bus() || (page >= kMaxPhysical && page < boot_facts->end_of_ram)) return false;
  for (std::size_t i = 0; i < boot_facts->ram_count; ++i)
    if (touches(boot_facts->ram[i], page)) return false;
  for (std::uint32_t i = 0; i < own_count; ++i)
    if (touches(own[i], page)) return false;
  return true;
}

}  // namespace hal
