// Exchange-heap blocks. See blocks.hpp.
#include "exheap/blocks.hpp"

#include "exheap/shares.hpp"
#include "memory/trusted/owner_map.hpp"

namespace kernel::blocks {
namespace {

Table<Block, BlockId> table;
hal::VirtAddr range_base;
unsigned stride_shift = 0;
std::uint64_t largest = 0, total_limit = 0, total_used = 0;
std::uint32_t used = 0;
BlockId free_first, free_last;  // first in, first out: an address is re-used as late as possible

void append_free(BlockId id) {
  table[id].next = {};
  if (free_first.none()) {
    free_first = id;
  } else {
    table[free_last].next = id;
  }
  free_last = id;
}

void charge(OwnerId owner, std::int64_t bytes) {
  if (owner > kKernelOwner)
    processes::get(processes::of_owner(owner)).exchange_bytes += static_cast<std::uint64_t>(bytes);
}

bool has_room_for(const Process& process, std::uint64_t bytes) {
  return process.exchange_bytes <= process.record.exchange_limit &&
         bytes <= process.record.exchange_limit - process.exchange_bytes;
}

void link(BlockId id, Block& block) {
  if (block.owner <= kKernelOwner) return;
  Process& process = processes::get(processes::of_owner(block.owner));
  block.previous = {};
  block.next = process.first_block;
  if (!block.next.none()) table[block.next].previous = id;
  process.first_block = id;
  ++process.blocks;
}

void unlink(Block& block) {
  if (block.owner <= kKernelOwner) return;
  Process& process = processes::get(processes::of_owner(block.owner));
  (block.previous.none() ? process.first_block : table[block.previous].next) = block.next;
  if (!block.next.none()) table[block.next].previous = block.previous;
  --process.blocks;
}

void free_block(BlockId id) {
  Block& block = table[id];
  total_used -= block.bytes();
  --used;
  Region region{.base = base(id), .access = hal::Access::kReadWrite, .frames = block.frames};
  unmap_region(region);
  block = {};
  append_free(id);
}

// Leaves first, back by way of `outer`: what is inside at whatever depth takes no stack.
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
    if (id == root) return;
    id = outer;
  }
}

void set_owner(BlockId id, OwnerId owner) {
  table[id].owner = owner;
  owner_map::set(base(id), table[id].frames.count, owner);
}

void release_share(BlockId id, Block& block, OwnerId owner) {
  charge(owner, -static_cast<std::int64_t>(block.bytes()));
  shares_of_blocks::remove(block, shares_of_blocks::find(block, owner));
  if (block.first_share.none()) free_block(id);
}

}  // namespace

void start(hal::VirtAddr base_address, const Limits& limits, Arena& arena) {
  table = arena.carve_table<Block, BlockId>(limits.count);
  range_base = base_address;
  largest = limits.largest_bytes;
  total_limit = limits.total_bytes;
  while ((std::uint64_t{1} << stride_shift) < stride_for(largest)) ++stride_shift;
  for (std::uint32_t i = 0; i < limits.count; ++i) append_free(table.id_at(i));
  shares_of_blocks::start(limits.shares, arena);
}

BlockId allocate(ProcessId process_id, std::uint64_t bytes) {
  const Process& process = processes::get(process_id);
  if (bytes > largest) return {};
  const std::uint64_t whole = bytes == 0 ? hal::kPageBytes : round_up(bytes, hal::kPageBytes);
  if (!has_room_for(process, whole)) return {};
  if (free_first.none() || whole > total_limit - total_used) return {};
  const auto chain = frames::allocate(static_cast<std::uint32_t>(whole / hal::kPageBytes));
  if (!chain) return {};
  const BlockId id = free_first;
  Block& block = table[id];
  free_first = block.next;
  block.frames = *chain;
  block.owner = process.owner;
  zero_frames(block.frames);
  map_region({.base = base(id), .access = hal::Access::kReadWrite, .frames = block.frames},
             block.owner);
  link(id, block);
  charge(block.owner, static_cast<std::int64_t>(whole));
  total_used += whole;
  ++used;
  return id;
}

void release(BlockId id, OwnerId owner) {
  Block& block = table[id];
  if (block.owner == kFrozenOwner) return release_share(id, block, owner);
  charge(owner, -static_cast<std::int64_t>(block.bytes_in_all()));
  unlink(block);
  free_with_all_inside(id);
}

void give(BlockId id, OwnerId from, OwnerId to) {
  Block& block = table[id];
  charge(from, -static_cast<std::int64_t>(block.bytes_in_all()));
  charge(to, static_cast<std::int64_t>(block.bytes_in_all()));
  if (block.owner == kFrozenOwner)
    return shares_of_blocks::give(shares_of_blocks::find(block, from), to);
  unlink(block);
  set_owner(id, to);
  link(id, block);
}

bool nest(BlockId outer_id, BlockId id) {
  Block& outer = table[outer_id];
  Block& block = table[id];
  const std::uint32_t more = block.count_inside + 1;
  if (more > kMostBlocksInside - outer.count_inside) return false;
  unlink(block);
  set_owner(id, kKernelOwner);
  block.outer = outer_id;
  block.previous = {};
  block.next = outer.first_inside;
  if (!block.next.none()) table[block.next].previous = id;
  outer.first_inside = id;
  outer.count_inside += more;
  outer.bytes_inside += block.bytes_in_all();
  return true;
}

void unnest(BlockId id) {
  Block& block = table[id];
  Block& outer = table[block.outer];
  (block.previous.none() ? outer.first_inside : table[block.previous].next) = block.next;
  if (!block.next.none()) table[block.next].previous = block.previous;
  outer.count_inside -= block.count_inside + 1;
  outer.bytes_inside -= block.bytes_in_all();
  block.outer = {};
  set_owner(id, outer.owner);
  link(id, block);
}

bool is_held(BlockId id, OwnerId owner) {
  const Block& block = table[id];
  return block.owner == owner ||
         (block.owner == kFrozenOwner && !shares_of_blocks::find(block, owner).none());
}

bool freeze(BlockId id) {
  Block& block = table[id];
  if (!shares_of_blocks::add(id, block, block.owner)) return false;
  unlink(block);
  set_owner(id, kFrozenOwner);
  for (std::uint32_t i = 0; i < block.frames.count; ++i)
    hal::protect({base(id).value + i * hal::kPageBytes}, hal::Access::kReadOnly);
  hal::flush_other_cpus();
  return true;
}

bool share(BlockId id, OwnerId owner) {
  Block& block = table[id];
  if (!has_room_for(processes::get(processes::of_owner(owner)), block.bytes())) return false;
  if (!shares_of_blocks::add(id, block, owner)) return false;
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

Block& get(BlockId id) {
  return table[id];
}
hal::VirtAddr base(BlockId id) {
  return {range_base.value + (std::uint64_t{id.value} << stride_shift)};
}
std::uint32_t in_use() {
  return used;
}

std::uint32_t shares_in_use() {
  return shares_of_blocks::in_use();
}
std::uint64_t bytes_in_use() {
  return total_used;
}

void release_all_of(ProcessId id) {
  const Process& process = processes::get(id);
  while (!process.first_block.none()) release(process.first_block, process.owner);
  while (!process.first_share.none())
    release(shares_of_blocks::block_of(process.first_share), process.owner);
}

}  // namespace kernel::blocks
