// Builds the final page tables and loads them. Afterwards: nothing in the low half, no boot code,
// all of RAM at kDirectMap. The facts must stay: hal::is_device_frame() looks at them.
#pragma once
#include "boot/boot_facts.hpp"
#include "hal/types.hpp"

namespace hal::x86 {

PhysRange kernel_image_range();  // physical, whole pages, boot part included

void build_address_space(const BootFacts& facts);

// High-half pages, at boot only. Ends the boot if memory is short.
void map_kernel_page(std::uint64_t page, std::uint64_t physical, std::uint64_t flags);

enum class DeviceAccess : std::uint8_t { kRegisters, kReadOnlyTable };
// Maps whole pages of device registers (uncached) or firmware tables (read-only) and returns where
// [physical, physical + bytes) is seen.
void* map_physical(std::uint64_t physical, std::uint64_t bytes, DeviceAccess access);

}  // namespace hal::x86
