// A region: consecutive pages of a window or of the exchange range, their frames, and their owner.
// Made and unmade whole.
#pragma once
#include "memory/frames.hpp"
#include "memory/trusted/owner_map.hpp"

namespace kernel {

// The regions of a process by position. The first four are its program's segments.
enum RegionIndex : std::uint8_t {
  kTextRegion,
  kReadOnlyRegion,
  kImportsRegion,
  kDataRegion,
  kSegmentCount,
  kHeapRegion = kSegmentCount,
  kStartBlockRegion,
  kRegionCount
};

struct Region {
  hal::VirtAddr base;
  hal::Access access = hal::Access::kReadOnly;
  FrameChain frames;
  bool shared = false;  // the frames are the program's, not this process's alone

  std::uint64_t bytes() const { return std::uint64_t{frames.count} * hal::kPageBytes; }
  std::uint64_t end() const { return base.value + bytes(); }
  bool contains(std::uint64_t address) const { return address - base.value < bytes(); }
};

// Maps the frames of `region` at its base and tags them with the owner.
void map_region(const Region& region, OwnerId owner);
// Undoes it and gives the frames back; the region is empty afterwards.
void unmap_region(Region& region);
// The same but for hal::flush_other_cpus(), which must come before anybody takes a frame.
void drop_region(Region& region);
void zero_frames(const FrameChain& chain);

}  // namespace kernel
