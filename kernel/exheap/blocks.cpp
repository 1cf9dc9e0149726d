// Exchange-heap blocks. See blocks.hpp.
#include "exheap/blocks.hpp"

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
  table[id].next_free = {};
  if (free_first.none()) {
    free_first = id;
  } else {
    table[free_last].next_free = id;
  }
  free_last = id;
}

void charge(OwnerId owner, std::int64_t bytes) {
  if (owner > kKernelOwner)
    processes::get(processes::of_owner(owner)).exchange_bytes += static_cast<std::uint64_t>(bytes);
}

}  // namespace

void start(hal::VirtAddr base_address, const Limits& limits, Arena& arena) {
  table = arena.carve_table<Block, BlockId>(limits.count);
  range_base = base_address;
  largest = limits.largest_bytes;
  total_limit = limits.total_bytes;
  while ((std::uint64_t{1} << stride_shift) < stride_for(largest)) ++stride_shift;
  for (std::uint32_t i = 0; i < limits.count; ++i) append_free(table.id_at(i));
}

BlockId allocate(ProcessId process_id, std::uint64_t bytes) {
  const Process& process = processes::get(process_id);
  if (bytes > largest) return {};
  const std::uint64_t whole = bytes == 0 ? hal::kPageBytes : round_up(bytes, hal::kPageBytes);
  if (process.exchange_bytes > process.record.exchange_limit ||
      whole > process.record.exchange_limit - process.exchange_bytes)
    return {};
  if (free_first.none() || whole > total_limit - total_used) return {};
  const auto chain = frames::allocate(static_cast<std::uint32_t>(whole / hal::kPageBytes));
  if (!chain) return {};
  const BlockId id = free_first;
  Block& block = table[id];
  free_first = block.next_free;
  block.frames = *chain;
  block.owner = process.owner;
  zero_frames(block.frames);
  map_region({.base = base(id), .access = hal::Access::kReadWrite, .frames = block.frames},
             block.owner);
  charge(block.owner, static_cast<std::int64_t>(whole));
  total_used += whole;
  ++used;
  return id;
}

void release(BlockId id) {
  Block& block = table[id];
  charge(block.owner, -static_cast<std::int64_t>(block.bytes()));
  total_used -= block.bytes();
  --used;
  Region region{.base = base(id), .access = hal::Access::kReadWrite, .frames = block.frames};
  unmap_region(region);
  block.frames = {};
  block.owner = kNobody;
  append_free(id);
}

void give(BlockId id, OwnerId to) {
  Block& block = table[id];
  charge(block.owner, -static_cast<std::int64_t>(block.bytes()));
  charge(to, static_cast<std::int64_t>(block.bytes()));
  block.owner = to;
  owner_map::set(base(id), block.frames.count, to);
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

void release_all_of(OwnerId owner) {
  for (std::uint32_t i = 0; i < table.count(); ++i) {
    if (table[table.id_at(i)].owner == owner) release(table.id_at(i));
  }
}

}  // namespace kernel::blocks
