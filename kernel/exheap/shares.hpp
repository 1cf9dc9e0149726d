// Shares of frozen blocks: one record for each, in its block's list and in its holder's. A share
// moves with the message that carries it, so a transfer never needs a new record.
#pragma once
#include "exheap/blocks.hpp"

namespace kernel {

struct Share {
  BlockId block;
  OwnerId owner = kNobody;
  ShareId next, previous;            // of the block, or of the free list
  ShareId next_held, previous_held;  // of the process that holds it
};

namespace shares_of_blocks {

void start(std::uint32_t count, Arena& arena);
ShareId find(const Block& block, OwnerId owner);  // one that the owner holds
bool add(BlockId id, Block& block, OwnerId owner);
void remove(Block& block, ShareId id);
void give(ShareId id, OwnerId to);
BlockId block_of(ShareId id);
std::uint32_t in_use();

}  // namespace shares_of_blocks
}  // namespace kernel
