// Share records and their two lists. See shares.hpp.
#include "exheap/shares.hpp"

namespace kernel::shares_of_blocks {
namespace {

using SharePool = Pool<Share, ShareId, &Share::next>;
using OfBlock = List<&Share::next, &Share::previous>;
using Held = List<&Share::next_held, &Share::previous_held>;

SharePool table;

// Those in flight are in nobody's list.
ProcessId holder_of(ShareId id) {
  const OwnerId owner = table[id].owner;
  return owner == kKernelOwner ? ProcessId{} : processes::of_owner(owner);
}

void link_held(ShareId id) {
  if (const ProcessId holder = holder_of(id); !holder.none())
    Held::push_front(table, processes::get(holder).first_share, id);
}

void unlink_held(ShareId id) {
  if (const ProcessId holder = holder_of(id); !holder.none())
    Held::remove(table, processes::get(holder).first_share, id);
}

}  // namespace

void start(std::uint32_t count, Arena& arena) {
  table = SharePool(arena.carve_table<Share, ShareId>(count));
}

ShareId find(const Block& block, OwnerId owner) {
  ShareId id = block.first_share;
  while (!id.none() && table[id].owner != owner) id = table[id].next;
  return id;
}

bool add(BlockId block_id, Block& block, OwnerId owner) {
  const ShareId id = table.take();
  if (id.none()) return false;
  table[id].block = block_id;
  table[id].owner = owner;
  OfBlock::push_front(table, block.first_share, id);
  link_held(id);
  return true;
}

void remove(Block& block, ShareId id) {
  unlink_held(id);
  OfBlock::remove(table, block.first_share, id);
  table[id].owner = kNobody;
  table.give_back(id);
}

void give(ShareId id, OwnerId to) {
  unlink_held(id);
  table[id].owner = to;
  link_held(id);
}

BlockId block_of(ShareId id) {
  return table[id].block;
}

std::uint32_t in_use() {
  return table.in_use();
}

}  // namespace kernel::shares_of_blocks
