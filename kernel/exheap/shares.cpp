// Share records and their two lists. See shares.hpp.
#include "exheap/shares.hpp"

namespace kernel::shares_of_blocks {
namespace {

Table<Share, ShareId> table;
ShareId free_first;
std::uint32_t used = 0;

void link_held(ShareId id, Share& share) {
  if (share.owner == kKernelOwner) return;
  Process& process = processes::get(processes::of_owner(share.owner));
  share.previous_held = {};
  share.next_held = process.first_share;
  if (!share.next_held.none()) table[share.next_held].previous_held = id;
  process.first_share = id;
}

void unlink_held(Share& share) {
  if (share.owner == kKernelOwner) return;
  Process& process = processes::get(processes::of_owner(share.owner));
  (share.previous_held.none() ? process.first_share : table[share.previous_held].next_held) =
      share.next_held;
  if (!share.next_held.none()) table[share.next_held].previous_held = share.previous_held;
}

}  // namespace

void start(std::uint32_t count, Arena& arena) {
  table = arena.carve_table<Share, ShareId>(count);
  for (std::uint32_t i = count; i-- > 0;) {
    table[table.id_at(i)].next = free_first;
    free_first = table.id_at(i);
  }
}

ShareId find(const Block& block, OwnerId owner) {
  ShareId id = block.first_share;
  while (!id.none() && table[id].owner != owner) id = table[id].next;
  return id;
}

bool add(BlockId block_id, Block& block, OwnerId owner) {
  const ShareId id = free_first;
  if (id.none()) return false;
  Share& share = table[id];
  free_first = share.next;
  share = {.block = block_id,
           .owner = owner,
           .next = block.first_share,
           .previous = {},
           .next_held = {},
           .previous_held = {}};
  if (!share.next.none()) table[share.next].previous = id;
  block.first_share = id;
  link_held(id, share);
  ++used;
  return true;
}

void remove(Block& block, ShareId id) {
  Share& share = table[id];
  unlink_held(share);
  (share.previous.none() ? block.first_share : table[share.previous].next) = share.next;
  if (!share.next.none()) table[share.next].previous = share.previous;
  share.owner = kNobody;
  share.next = free_first;
  free_first = id;
  --used;
}

void give(ShareId id, OwnerId to) {
  unlink_held(table[id]);
  table[id].owner = to;
  link_held(id, table[id]);
}

BlockId block_of(ShareId id) {
  return table[id].block;
}

std::uint32_t in_use() {
  return used;
}

}  // namespace kernel::shares_of_blocks
