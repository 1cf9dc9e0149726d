// hal/memory.hpp on bare metal: single pages of the low half.
#include "hal/memory.hpp"

#include "cpu/instructions.hpp"
#include "device/devices.hpp"
#include "paging/page_tables.hpp"

namespace hal {
namespace {
using namespace x86;

// Only the three ranges of the layout may be mapped: page 0 and all else below stay unmapped
// whatever the kernel asks for.
bool is_mappable(VirtAddr page) {
  const auto inside = [page](std::uint64_t base, std::uint64_t bytes) {
    return page.value >= base && page.value - base < bytes;
  };
  return page.value % kPageBytes == 0 &&
         (inside(kOwnerMap, kOwnerMapBytes) || inside(kWindowBase, kWindowBytes * kWindowCount) ||
          inside(kExchangeBase, kExchangeBytes));
}

std::uint64_t flags_of(Access access) {
  if (access == Access::kExecute) return kPresent;
  return kPresent | kNoExecute | (access == Access::kReadWrite ? kWritable : 0);
}

Access access_of(std::uint64_t entry) {
  if (!(entry & kNoExecute)) return Access::kExecute;
  return entry & kWritable ? Access::kReadWrite : Access::kReadOnly;
}

Frame frame_of(std::uint64_t entry) {
  return Frame{static_cast<std::uint32_t>((entry & kFrameMask) / kPageBytes)};
}

std::uint64_t* mapped_leaf(VirtAddr page, std::string_view error) {
  std::uint64_t* leaf = is_mappable(page) ? page_tables.leaf(page.value) : nullptr;
  if (!leaf || !(*leaf & kPresent) || (*leaf & kNoCache)) stop(error);  // uncached: a device's
  return leaf;
}

// False: no page-table frame is left, not even one that only waits for a flush.
bool set_leaf(VirtAddr page, std::uint64_t entry) {
  if (page_tables.set(page.value, entry)) return true;
  if (!page_tables.pool().has_retired()) return false;
  flush_other_cpus();
  return page_tables.set(page.value, entry);
}

}  // namespace

void give_page_table_frames(FrameRange frames) {
  page_tables.pool().give(frames);
}

// A range of n pages touches at most n/512 + 2 tables of the lowest level, and so on upwards; the
// low half uses two entries of the root.
std::uint32_t page_table_frames_for(std::uint64_t pages, std::uint32_t ranges) {
  const std::uint64_t level1 = pages / kEntries + 2ull * ranges;
  const std::uint64_t level2 = level1 / kEntries + 2ull * ranges;
  const std::uint64_t level3 = 2;
  return static_cast<std::uint32_t>(level1 + level2 + level3);
}

bool map(VirtAddr page, Frame frame, Access access) {
  if (!is_mappable(page))
    stop("[H-030] map: the page is outside of windows, exchange heap and owner map");
  if (is_mapped(page)) stop("[H-034] map: the page is mapped already");
  // SAFETY: the page lies in the low half, which belongs to the kernel's callers; frame_uses
  // refuses what would break W^X.
  if (!set_leaf(page, std::uint64_t{frame.number} * kPageBytes | flags_of(access))) return false;
  frame_uses.add(frame, access);
  return true;
}

void unmap(VirtAddr page) {
  const std::uint64_t entry = *mapped_leaf(page, "[H-035] unmap: the page is not mapped");
  page_tables.clear(page.value);
  frame_uses.remove(frame_of(entry), access_of(entry));
}

void protect(VirtAddr page, Access access) {
  std::uint64_t* leaf = mapped_leaf(page, "[H-036] protect: the page is not mapped");
  const Frame frame = frame_of(*leaf);
  const Access before = access_of(*leaf);
  // Neither, while the counts change.
  *leaf = std::uint64_t{frame.number} * kPageBytes | kPresent | kNoExecute;
  invalidate_page(page.value);
  frame_uses.remove(frame, before);
  frame_uses.add(frame, access);
  *leaf = std::uint64_t{frame.number} * kPageBytes | flags_of(access);
  invalidate_page(page.value);
}

void map_device(VirtAddr page, Frame frame) {
  const bool in_window =
      page.value >= kWindowBase && page.value - kWindowBase < kWindowBytes * kWindowCount;
  if (!in_window || !is_mappable(page))
    stop("[H-042] map_device: the page is outside of the windows");
  if (!is_device_frame(frame))
    stop("[H-043] map_device: the frame is RAM, a controller of the HAL's, or beyond the bus");
  if (is_mapped(page)) stop("[H-034] map: the page is mapped already");
  constexpr std::uint64_t kFlags = kPresent | kWritable | kNoExecute | kNoCache | kWriteThrough;
  if (!set_leaf(page, std::uint64_t{frame.number} * kPageBytes | kFlags))
    stop("[H-044] map_device: no page-table frame is left");
}

void unmap_device(VirtAddr page) {
  const std::uint64_t* leaf = is_mappable(page) ? page_tables.leaf(page.value) : nullptr;
  if (!leaf || !(*leaf & kPresent) || !(*leaf & kNoCache))
    stop("[H-045] unmap_device: no device is mapped there");
  page_tables.clear(page.value);
}

bool is_mapped(VirtAddr page) {
  if (!is_mappable(VirtAddr{page.value & ~(kPageBytes - 1)})) return false;
  const std::uint64_t* leaf = page_tables.leaf(page.value);
  return leaf && (*leaf & kPresent);
}

std::byte* frame_bytes(Frame frame) {
  return direct<std::byte>(std::uint64_t{frame.number} * kPageBytes);
}

}  // namespace hal
