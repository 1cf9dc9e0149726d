// The exchange heap: blocks of whole pages, each owned by exactly one process (or in flight, then
// by the kernel). Records lie outside the blocks. Record n has a fixed place in the exchange range,
// so finding a block by address is a shift, the range cannot fragment, and at least one unmapped
// page always separates two blocks.
#pragma once
#include "process/process.hpp"

namespace kernel {

using BlockId = Id<struct BlockTag>;

struct Block {
  OwnerId owner = kNobody;  // kNobody = the record is free
  BlockId next_free;
  FrameChain frames;

  std::uint64_t bytes() const { return std::uint64_t{frames.count} * hal::kPageBytes; }
};

namespace blocks {

struct Limits {
  std::uint32_t count;
  std::uint64_t largest_bytes;  // no process may hold more, so no block is larger
  std::uint64_t total_bytes;    // of all blocks together
};

// Bytes between the places of two neighbouring records; a power of two.
constexpr std::uint64_t stride_for(std::uint64_t largest_bytes) {
  std::uint64_t stride = 2 * hal::kPageBytes;
  while (stride < largest_bytes + hal::kPageBytes) stride *= 2;
  return stride;
}
void start(hal::VirtAddr base, const Limits& limits, Arena& arena);

// A zeroed block for the process, or none: its limit, the system's, or the records are used up.
BlockId allocate(ProcessId process, std::uint64_t bytes);
void release(BlockId id);
// The records of what is owned change hands: to a process, or to kKernelOwner for the time between
// two.
void give(BlockId id, OwnerId to);

BlockId containing(std::uint64_t address);  // a block in use, else none
BlockId starting_at(std::uint64_t address);
Block& get(BlockId id);
hal::VirtAddr base(BlockId id);
std::uint32_t in_use();
void release_all_of(OwnerId owner);

}  // namespace blocks
}  // namespace kernel
