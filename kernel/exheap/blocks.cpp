// Exchange-heap blocks. See blocks.hpp.
#include "exheap/blocks.hpp"

namespace kernel::blocks {

BlockPool table;
SharePool shares;

namespace {

using Siblings = List<&Block::next, &Block::previous>;
using SharesOfBlock = List<&Share::next, &Share::previous>;
using SharesHeld = List<&Share::next_held, &Share::previous_held>;

hal::VirtAddr range_base;
unsigned stride_shift = 0;
std::uint64_t largest = 0, total_limit = 0, total_used = 0;

void charge(OwnerId owner, std::int64_t bytes) {
  if (owner > kKernelOwner)
    processes::get(processes::of_owner(owner)).exchange_bytes += static_cast<std::uint64_t>(bytes);
}

bool has_room_for(const Process& process, std::uint64_t bytes) {
  return process.exchange_bytes <= process.record.exchange_limit &&
         bytes <= process.record.exchange_limit - process.exchange_bytes;
}

void link(BlockId id) {
  const Block& block = table[id];
  if (block.owner <= kKernelOwner) return;
  Process& process = processes::get(processes::of_owner(block.owner));
  Siblings::push_front(table, process.first_block, id);
  ++process.blocks;
}

void unlink(BlockId id) {
  const Block& block = table[id];
  if (block.owner <= kKernelOwner) return;
  Process& process = processes::get(processes::of_owner(block.owner));
  Siblings::remove(table, process.first_block, id);
  --process.blocks;
}

// Of the process that holds the share; those in flight are in nobody's list.
void link_held(ShareId id) {
  if (const OwnerId owner = shares[id].owner; owner != kKernelOwner)
    SharesHeld::push_front(shares, processes::get(processes::of_owner(owner)).first_share, id);
}

void unlink_held(ShareId id) {
  if (const OwnerId owner = shares[id].owner; owner != kKernelOwner)
    SharesHeld::remove(shares, processes::get(processes::of_owner(owner)).first_share, id);
}

// A share of the block that the owner holds.
ShareId find_share(const Block& block, OwnerId owner) {
  ShareId id = block.first_share;
  while (!id.none() && shares[id].owner != owner) id = shares[id].next;
  return id;
}

bool add_share(BlockId block, OwnerId owner) {
  const ShareId id = shares.take();
  if (id.none()) return false;
  shares[id].block = block;
  shares[id].owner = owner;
  SharesOfBlock::push_front(shares, table[block].first_share, id);
  link_held(id);
  return true;
}

void free_block(BlockId id) {
  Block& block = table[id];
  total_used -= block.bytes();
  Region region{.base = base(id), .access = hal::Access::kReadWrite, .frames = block.frames};
  drop_region(region);
  block = {};
  table.give_back(id);
}

// Leaves first, back by way of `outer`: what is inside at whatever depth takes no stack, and the
// other CPUs are told once.
void free_with_all_inside(BlockId root) {
  for (BlockId id = root;;) {
    const Block& block = table[id];
    if (!block.first_inside.none()) {
      id = block.first_inside;
      continue;
    }
    const BlockId outer = block.outer;
    if (!outer.none()) table[outer].first_inside = block.next;
    free_block(id);
    if (id == root) break;
    id = outer;
  }
  hal::flush_other_cpus();
}

void set_owner(BlockId id, OwnerId owner) {
  table[id].owner = owner;
  owner_map::set(base(id), table[id].frames.count, owner);
}

void release_share(BlockId id, Block& block, OwnerId owner) {
  charge(owner, -static_cast<std::int64_t>(block.bytes()));
  const ShareId share = find_share(block, owner);
  unlink_held(share);
  SharesOfBlock::remove(shares, block.first_share, share);
  shares[share].owner = kNobody;
  shares.give_back(share);
  if (block.first_share.none()) free_with_all_inside(id);
}

}  // namespace

void start(hal::VirtAddr base_address, const Limits& limits, Arena& arena) {
  arena.make(table, limits.count);
  range_base = base_address;
  largest = limits.largest_bytes;
  total_limit = limits.total_bytes;
  while ((std::uint64_t{1} << stride_shift) < stride_for(largest)) ++stride_shift;
  arena.make(shares, limits.shares);
}

BlockId allocate(ProcessId process_id, std::uint64_t bytes) {
  const Process& process = processes::get(process_id);
  if (bytes > largest) return {};
  const std::uint64_t whole = bytes == 0 ? hal::kPageBytes : round_up(bytes, hal::kPageBytes);
  if (!has_room_for(process, whole)) return {};
  if (table.in_use() == table.count() || whole > total_limit - total_used) return {};
  const auto chain = frames::allocate(hal::pages_in(whole));
  if (!chain) return {};
  const BlockId id = table.take();
  Block& block = table[id];
  block.frames = *chain;
  block.owner = process.owner;
  zero_frames(block.frames);
  map_region({.base = base(id), .access = hal::Access::kReadWrite, .frames = block.frames},
             block.owner);
  link(id);
  charge(block.owner, static_cast<std::int64_t>(whole));
  total_used += whole;
  return id;
}

void release(BlockId id, OwnerId owner) {
  Block& block = table[id];
  if (block.owner == kFrozenOwner) return release_share(id, block, owner);
  charge(owner, -static_cast<std::int64_t>(block.bytes_in_all()));
  unlink(id);
  free_with_all_inside(id);
}

void give(BlockId id, OwnerId from, OwnerId to) {
  Block& block = table[id];
  charge(from, -static_cast<std::int64_t>(block.bytes_in_all()));
  charge(to, static_cast<std::int64_t>(block.bytes_in_all()));
  if (block.owner == kFrozenOwner) {
    const ShareId share = find_share(block, from);
    unlink_held(share);
    shares[share].owner = to;
    return link_held(share);
  }
  unlink(id);
  set_owner(id, to);
  link(id);
}

bool nest(BlockId outer_id, BlockId id) {
  Block& outer = table[outer_id];
  Block& block = table[id];
  const std::uint32_t more = block.count_inside + 1;
  if (more > kMostBlocksInside - outer.count_inside) return false;
  unlink(id);
  set_owner(id, kKernelOwner);
  block.outer = outer_id;
  Siblings::push_front(table, outer.first_inside, id);
  outer.count_inside += more;
  outer.bytes_inside += block.bytes_in_all();
  return true;
}

void unnest(BlockId id) {
  Block& block = table[id];
  Block& outer = table[block.outer];
  Siblings::remove(table, outer.first_inside, id);
  outer.count_inside -= block.count_inside + 1;
  outer.bytes_inside -= block.bytes_in_all();
  block.outer = {};
  set_owner(id, outer.owner);
  link(id);
}

bool is_held(BlockId id, OwnerId owner) {
  const Block& block = table[id];
  return block.owner == owner || (block.owner == kFrozenOwner && !find_share(block, owner).none());
}

bool freeze(BlockId id) {
  Block& block = table[id];
  if (!add_share(id, block.owner)) return false;
  unlink(id);
  set_owner(id, kFrozenOwner);
  for (std::uint32_t i = 0; i < block.frames.count; ++i)
    hal::protect({base(id).value + i * hal::kPageBytes}, hal::Access::kReadOnly);
  hal::flush_other_cpus();
  return true;
}

bool share(BlockId id, OwnerId owner) {
  Block& block = table[id];
  if (!has_room_for(processes::get(processes::of_owner(owner)), block.bytes())) return false;
  if (!add_share(id, owner)) return false;
  charge(owner, static_cast<std::int64_t>(block.bytes()));
  return true;
}

BlockId containing(std::uint64_t address) {
  const std::uint64_t index = (address - range_base.value) >> stride_shift;
  if (address < range_base.value || index >= table.count()) return {};
  const BlockId id = table.id_at(static_cast<std::uint32_t>(index));
  return table[id].owner == kNobody ? BlockId{} : id;
}

BlockId starting_at(std::uint64_t address) {
  const BlockId id = containing(address);
  return !id.none() && base(id).value == address ? id : BlockId{};
}

hal::VirtAddr base(BlockId id) {
  return {range_base.value + (std::uint64_t{id.value} << stride_shift)};
}
std::uint64_t bytes_in_use() {
  return total_used;
}

void release_all_of(ProcessId id) {
  const Process& process = processes::get(id);
  while (!process.first_block.none()) release(process.first_block, process.owner);
  while (!process.first_share.none()) release(shares[process.first_share].block, process.owner);
}

}  // namespace kernel::blocks
