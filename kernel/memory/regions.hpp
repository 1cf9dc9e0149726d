// A region: consecutive pages of a window or of the exchange range, their frames, and their owner.
// Made and unmade whole.
#pragma once
#include <array>

#include "base/text.hpp"
#include "base/trusted/bytes.hpp"
#include "memory/frames.hpp"
#include "memory/trusted/access.hpp"
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

// Writes bytes into a chain of frames by offset, before the frames are mapped where a SIP sees
// them.

// Remembers where it is, since what is written mostly comes in order.
class ChainWriter {
 public:
  explicit ChainWriter(const FrameChain& chain) : chain_(chain), frame_(frames::first_of(chain)) {}

  void write_bytes(std::uint64_t offset, Bytes bytes) {
    while (!bytes.empty()) {
      const std::uint64_t in_page = offset % hal::kPageBytes;
      const std::uint64_t room = hal::kPageBytes - in_page;
      const std::size_t length = bytes.size() < room ? bytes.size() : room;
      go_to(static_cast<std::uint32_t>(offset / hal::kPageBytes));
      copy_bytes(frame_span(frame_).subspan(in_page), bytes.first(length));
      bytes = bytes.subspan(length);
      offset += length;
    }
  }
  void write_value(std::uint64_t offset, std::uint64_t value, std::uint64_t width) {
    std::array<std::byte, 8> bytes{};
    write<std::uint64_t>(bytes, 0, value);
    write_bytes(offset, Bytes(bytes).first(width));
  }

 private:
  void go_to(std::uint32_t page) {
    if (page >= chain_.count) kernel_bug("the loader writes past a segment");
    if (page < page_) {
      page_ = 0;
      frame_ = frames::first_of(chain_);
    }
    for (; page_ < page; ++page_) frame_ = frames::after(frame_);
  }

  FrameChain chain_;
  hal::Frame frame_;
  std::uint32_t page_ = 0;
};

}  // namespace kernel
