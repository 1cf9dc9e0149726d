// Frames of memory that SIPs get: a free list through one table of links, which also chains the
// frames of a region or block together. Allocation and release take constant time. Neighbours:
// memory/trusted/arena.hpp (tables), memory/regions.hpp (mappings).
#pragma once
#include <optional>
#include <span>

#include "hal/types.hpp"
#include "memory/trusted/arena.hpp"

namespace kernel {

// Some frames, in order, linked through the frame table. Whoever holds a chain owns its frames.
struct FrameChain {
  static constexpr std::uint32_t kEnd = ~std::uint32_t{0};
  std::uint32_t first = kEnd;
  std::uint32_t count = 0;
};

namespace frames {

void start(std::span<const hal::FrameRange> free_memory, hal::FrameRange table_range, Arena& arena);
// The largest of the machine's free ranges; the kernel's tables come out of it.
hal::FrameRange largest(std::span<const hal::FrameRange> free_memory);
// Gives the frames of a range to SIPs. Part of start.
void add(hal::FrameRange range);

std::uint32_t free_count();
std::optional<FrameChain> allocate(std::uint32_t count);  // not zeroed; nothing when fewer are free
void release(FrameChain chain);
hal::Frame first_of(const FrameChain& chain);
hal::Frame after(hal::Frame frame);  // the next in its chain; frame must not be the last
FrameChain join(FrameChain first, FrameChain second);
// Keeps the first `count` frames in `chain` and gives the others.
FrameChain split(FrameChain& chain, std::uint32_t count);

}  // namespace frames
}  // namespace kernel
