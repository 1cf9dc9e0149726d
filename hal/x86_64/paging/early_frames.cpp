// Finding and taking free RAM at boot.
#include "paging/early_frames.hpp"

#include <cstring>

#include "device/devices.hpp"
#include "paging/address_space.hpp"

namespace hal::x86 {

constinit EarlyFrames early_frames;

namespace {
constexpr std::uint32_t kBootVisible = static_cast<std::uint32_t>((4ull << 30) / kPageBytes);

std::uint32_t frame_of(std::uint64_t physical) {
  return static_cast<std::uint32_t>(physical / kPageBytes);
}
}  // namespace

void EarlyFrames::add(std::uint64_t first, std::uint64_t end) {
  if (first >= end) return;
  if (count_ == kMaxRanges) stop("[H-017] free memory is in too many pieces");
  ranges_[count_++] = FrameRange{Frame{frame_of(first)}, frame_of(end - first)};
}

// Removes [first, end) from every range, wherever the pieces lie: loaders may report overlapping
// RAM.
void EarlyFrames::subtract(std::uint64_t first, std::uint64_t end) {
  const std::size_t before = count_;
  FrameRange old[kMaxRanges];
  std::memcpy(old, ranges_, sizeof(old));
  count_ = 0;
  for (std::size_t i = 0; i < before; ++i) {
    const std::uint64_t low = std::uint64_t{old[i].first.number} * kPageBytes;
    const std::uint64_t high = low + std::uint64_t{old[i].count} * kPageBytes;
    add(low, first < high ? first : high);
    add(end > low ? end : low, high);
  }
}

void EarlyFrames::find(const BootFacts& facts, PhysRange kernel_image) {
  const std::uint64_t image_low = facts.image.first & ~(kPageBytes - 1);
  const std::uint64_t image_high = (facts.image.end() + kPageBytes - 1) & ~(kPageBytes - 1);
  bool image_in_ram = facts.image.bytes == 0;
  for (std::size_t i = 0; i < facts.ram_count; ++i) {
    const PhysRange& range = facts.ram[i];
    subtract(range.first, range.end());  // what an earlier range holds already
    add(range.first, range.end());
    if (frame_of(range.end()) > end_of_ram_) end_of_ram_ = frame_of(range.end());
    image_in_ram |= image_low >= range.first && image_high <= range.end();
  }
  if (count_ == 0) stop("[H-018] the loader reported no RAM");
  if (!image_in_ram) stop("[H-019] the system image does not lie whole in RAM");
  if (facts.image.bytes != 0) {
    if (image_low < kLowMemory) stop("[H-020] the system image lies below 1 MiB");
    if (image_low < kernel_image.end() && kernel_image.first < image_high)
      stop("[H-021] the system image overlaps the kernel");
    subtract(image_low, image_high);
  }
  subtract(0, kLowMemory);
  subtract(kernel_image.first, kernel_image.end());
}

Frame EarlyFrames::take(std::uint32_t count) {
  FrameRange* best = nullptr;
  for (std::size_t i = 0; i < count_; ++i) {
    FrameRange& range = ranges_[i];
    if (range.count >= count && range.first.number + count <= kBootVisible &&
        (!best || range.count > best->count))
      best = &range;
  }
  if (!best) stop("[H-022] not enough memory to start; give the machine more (qemu: -m 128)");
  const Frame first = best->first;
  best->first.number += count;
  best->count -= count;
  // SAFETY: the frames were free a moment ago, lie below 4 GiB and are seen at kDirectMap by the
  // boot tables and by the final ones.
  std::memset(direct<std::byte>(std::uint64_t{first.number} * kPageBytes), 0, count * kPageBytes);
  return first;
}

}  // namespace hal::x86
