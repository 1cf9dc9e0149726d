// The exchange heap: blocks of whole pages, each owned by exactly one process (or in flight, then
// by the kernel), or frozen: read-only for ever and held by any number of shares. Records lie
// outside the blocks. Record n has a fixed place in the exchange range, so finding a block by
// address is a shift, the range cannot fragment, and at least one unmapped page always separates
// two blocks.
//
// A block may contain others. Only blocks that somebody owns can be put together, and what is put
// in is the kernel's until it is taken out again: so containment is a forest, a transfer or a check
// looks at its root alone, and nobody but the kernel reaches what is inside.
#pragma once
#include "process/process.hpp"

namespace kernel {

// One share of a frozen block: in its block's list and in its holder's. A share moves with the
// message that carries it, so a transfer never needs a new record.
struct Share {
  BlockId block;
  OwnerId owner = kNobody;
  ShareId next, previous;            // of the block, or of the free list
  ShareId next_held, previous_held;  // of the process that holds it
};

struct Block {
  OwnerId owner = kNobody;  // kNobody = the record is free; kFrozenOwner = see `first_share`
  BlockId next, previous;   // of its owner, of the block that it is in, or of the free list
  BlockId outer;            // the block that it is in
  BlockId first_inside;
  std::uint32_t count_inside = 0;  // at any depth, as are the bytes
  std::uint64_t bytes_inside = 0;
  FrameChain frames;
  ShareId first_share;

  std::uint64_t bytes() const { return std::uint64_t{frames.count} * hal::kPageBytes; }
  std::uint64_t bytes_in_all() const { return bytes() + bytes_inside; }
};

// At any depth, so that a release is bounded; no chain of blocks is longer either.
inline constexpr std::uint32_t kMostBlocksInside = 1024;

namespace blocks {

struct Limits {
  std::uint32_t count;
  std::uint32_t shares;
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
// An address is used again as late as possible.
using BlockPool = Pool<Block, BlockId, &Block::next, Reuse::kLate>;
using SharePool = Pool<Share, ShareId, &Share::next>;
extern BlockPool table;
extern SharePool shares;
inline Block& get(BlockId id) {
  return table[id];
}

// A zeroed block for the process, or none: its limit, the system's, or the records are used up.
BlockId allocate(ProcessId process, std::uint64_t bytes);
// Frees the block and all that is in it, or one share of it that the owner holds.
void release(BlockId id, OwnerId owner);
// The block, or one share of it, changes hands; kKernelOwner holds it for the time between two
// processes.
void give(BlockId id, OwnerId from, OwnerId to);
// The owner may read all of it: it owns the block or holds a share.
bool is_held(BlockId id, OwnerId owner);

// `inner` goes into `outer`, both blocks that one process owns, and different ones. False: too many
// would be inside.
bool nest(BlockId outer, BlockId inner);
// Takes it out again of the block that it is in, for the owner of that one.
void unnest(BlockId inner);

// From now on nobody can write it; the owner holds one share. False: no share record is left.
bool freeze(BlockId id);
// One more share for the owner, who holds one. False: no share record is left, or the process's
// limit is reached.
bool share(BlockId id, OwnerId owner);

BlockId containing(std::uint64_t address);  // a block in use, else none
BlockId starting_at(std::uint64_t address);
hal::VirtAddr base(BlockId id);
std::uint64_t bytes_in_use();
void release_all_of(ProcessId process);

}  // namespace blocks
}  // namespace kernel
