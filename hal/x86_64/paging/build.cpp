// The high half: kernel image W^X from the linker's symbols, direct map, device area.
//
// The direct map uses 4-KiB pages: any frame can then be made read-only there without splitting, at
// 1/512 of RAM for tables. It leaves out the kernel image, whose frames thus have one mapping each,
// and shows the system image read-only.
//
// Which physical pages may be mapped for drivers: those that the loader does not call RAM and that
// the HAL does not drive itself. What a device does there is not known here; which SIP may have it
// is for the manifest to say.
#include "paging/build.hpp"

#include "cpu/instructions.hpp"
#include "device/devices.hpp"
#include "hal/memory.hpp"
#include "paging/early_frames.hpp"
#include "paging/page_tables.hpp"

extern "C" {
extern const char hal_image_start[], hal_text_start[], hal_text_end[], hal_rodata_start[],
    hal_rodata_end[], hal_data_start[], hal_data_end[];
}

namespace hal {
namespace x86 {
namespace {

std::uint64_t address(const char* symbol) {
  return reinterpret_cast<std::uint64_t>(symbol);
}

void map_image_part(const char* start, const char* end, std::uint64_t flags) {
  for (std::uint64_t page = address(start); page < address(end); page += kPageBytes)
    map_kernel_page(page, page - kKernelOffset, flags);
}

// The leaf is looked up once for each table, not for each page: this loop is most of the boot's
// work.
void map_ram(std::uint64_t first, std::uint64_t end, std::uint64_t flags) {
  std::uint64_t* leaf = nullptr;
  for (std::uint64_t physical = first; physical < end; physical += kPageBytes, ++leaf) {
    const std::uint64_t page = kDirectMap + physical;
    if (!leaf || PageTables::index(page, 0) == 0) {
      map_kernel_page(page, physical, flags);
      leaf = page_tables.leaf(page);
    }
    *leaf = physical | flags | kPresent;
  }
}

void unmap_ram(std::uint64_t first, std::uint64_t end) {
  for (std::uint64_t physical = first; physical < end; physical += kPageBytes)
    if (std::uint64_t* leaf = page_tables.leaf(kDirectMap + physical)) *leaf = 0;
}

constexpr std::uint32_t kMaxOwn = 8;
// The hole for display adapters: the only part of the first MiB that is no RAM, ROM or firmware's.
constexpr std::uint64_t kLowDevices = 0xa'0000, kLowDevicesEnd = 0xc'0000;

const BootFacts* boot_facts = nullptr;
PhysRange own[kMaxOwn];  // registers of devices that the HAL drives
std::uint32_t own_count = 0;

void keep_from_sips(std::uint64_t physical, std::uint64_t bytes) {
  if (own_count == kMaxOwn) stop("[H-046] more devices of the HAL's than expected");
  own[own_count++] = PhysRange{physical, bytes};
}

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

PhysRange kernel_image_range() {
  const std::uint64_t start = address(hal_image_start) - kKernelOffset;
  return {start, address(hal_data_end) - kKernelOffset - start};
}

void build_address_space(const BootFacts& facts) {
  boot_facts = &facts;
  page_tables.start(std::uint64_t{early_frames.take(1).number} * kPageBytes);
  const std::uint32_t frames = early_frames.end_of_ram();
  const std::uint32_t use_pages =
      static_cast<std::uint32_t>((FrameUses::bytes_for(frames) + kPageBytes - 1) / kPageBytes);
  frame_uses.start(frame_bytes(early_frames.take(use_pages)), frames);

  map_image_part(hal_text_start, hal_text_end, 0);
  map_image_part(hal_rodata_start, hal_rodata_end, kNoExecute);
  map_image_part(hal_data_start, hal_data_end, kWritable | kNoExecute);
  for (std::size_t i = 0; i < facts.ram_count; ++i)
    map_ram(facts.ram[i].first, facts.ram[i].end(), kWritable | kNoExecute);
  if (facts.image.bytes != 0)
    map_ram(facts.image.first & ~(kPageBytes - 1), facts.image.end(), kNoExecute);
  unmap_ram(0, kLowMemory);
  unmap_ram(kernel_image_range().first, kernel_image_range().end());

  // SAFETY: this code, its stack and data are mapped alike in both trees (map_image_part), so
  // execution goes on at the next instruction.
  write_cr<3>(page_tables.root());
}

void map_kernel_page(std::uint64_t page, std::uint64_t physical, std::uint64_t flags) {
  while (page_tables.pool().available() < 3) page_tables.pool().give({early_frames.take(1), 1});
  if (!page_tables.set(page, physical | flags | kPresent))
    stop("[H-022] not enough memory to start; give the machine more (qemu: -m 128)");
}

void* map_physical(std::uint64_t physical, std::uint64_t bytes, DeviceAccess access) {
  static constinit std::uint64_t next = kDeviceArea;
  const std::uint64_t flags = access == DeviceAccess::kRegisters
                                  ? kWritable | kNoExecute | kNoCache | kWriteThrough
                                  : kNoExecute;
  const std::uint64_t first = physical & ~(kPageBytes - 1);
  if (access == DeviceAccess::kRegisters) keep_from_sips(physical, bytes);
  const std::uint64_t seen = next + (physical - first);
  for (std::uint64_t at = first; at < physical + bytes; at += kPageBytes, next += kPageBytes)
    map_kernel_page(next, at, flags);
  next += kPageBytes;  // a gap, so that running off one device does not reach the next
  return reinterpret_cast<void*>(seen);
}

}  // namespace x86

// SAFETY: only compares numbers; what says yes here is mapped by paging/memory.cpp, never
// executable.
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
