// The high half: kernel image W^X from the linker's symbols, direct map, device area.
//
// The direct map uses 4-KiB pages: any frame can then be made read-only there without splitting, at
// 1/512 of RAM for tables. It leaves out the kernel image, whose frames thus have one mapping each,
// and shows the system image read-only.
#include "paging/build.hpp"

#include "cpu/instructions.hpp"
#include "device/power.hpp"
#include "hal/memory.hpp"
#include "paging/device_frames.hpp"
#include "paging/early_frames.hpp"
#include "paging/frame_uses.hpp"
#include "paging/page_tables.hpp"
#include "paging/self_check.hpp"

extern "C" {
extern const char hal_image_start[], hal_text_start[], hal_text_end[], hal_rodata_start[],
    hal_rodata_end[], hal_data_start[], hal_data_end[];
}

namespace hal::x86 {
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

}  // namespace

PhysRange kernel_image_range() {
  const std::uint64_t start = address(hal_image_start) - kKernelOffset;
  return {start, address(hal_data_end) - kKernelOffset - start};
}

void build_address_space(const BootFacts& facts) {
  page_tables.start(std::uint64_t{early_frames.take(1).number} * kPageBytes);
  const std::uint32_t frames = early_frames.end_of_ram();
  const std::uint32_t use_pages =
      static_cast<std::uint32_t>((FrameUses::bytes_for(frames) + kPageBytes - 1) / kPageBytes);
  frame_uses.start(frame_bytes(early_frames.take(use_pages)), frames);
  start_self_check(frames);

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

}  // namespace hal::x86
