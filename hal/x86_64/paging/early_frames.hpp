// RAM at boot: the ranges that nobody uses. The HAL takes what it needs (page tables, stacks,
// counters) before the kernel starts and hands the rest over in BootInfo; afterwards this is only
// read.
#pragma once
#include <span>

#include "boot/boot_facts.hpp"
#include "hal/types.hpp"

namespace hal::x86 {

// Firmware data, the trampoline: left alone, not in the direct map.
inline constexpr std::uint64_t kLowMemory = 1 << 20;

class EarlyFrames {
 public:
  // RAM above 1 MiB without the kernel image and the system image.
  void find(const BootFacts& facts, PhysRange kernel_image);

  // Adjacent frames below 4 GiB, zeroed. Ends the boot if there are none.
  Frame take(std::uint32_t count);

  std::span<const FrameRange> free() const { return {ranges_, count_}; }
  std::uint32_t end_of_ram() const { return end_of_ram_; }  // one past the highest frame of RAM

 private:
  static constexpr std::size_t kMaxRanges = 2 * BootFacts::kMaxRam;
  void add(std::uint64_t first, std::uint64_t end);
  void subtract(std::uint64_t first, std::uint64_t end);

  FrameRange ranges_[kMaxRanges];
  std::size_t count_ = 0;
  std::uint32_t end_of_ram_ = 0;
};

extern EarlyFrames early_frames;

}  // namespace hal::x86
