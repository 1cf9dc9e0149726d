// The uncommon cases of range checks. See ranges.hpp.
#include "memory/ranges.hpp"

#include "exheap/blocks.hpp"
#include "sched/scheduler.hpp"

namespace kernel {
namespace {

bool is_within(const Region& region, std::uint64_t address, std::uint64_t bytes) {
  return fits(address - region.base.value, bytes, region.bytes());
}

bool is_on_some_stack(const Process& process, std::uint64_t address, std::uint64_t bytes) {
  for (ThreadId id = process.first_thread; !id.none(); id = sched::get(id).next_sibling) {
    if (is_within(sched::get(id).stack, address, bytes)) return true;
  }
  return false;
}

enum class Wanted { kRead, kWrite };

bool is_in_held_block(const Process& process, std::uint64_t address, std::uint64_t bytes,
                      Wanted wanted) {
  const BlockId id = blocks::containing(address);
  if (id.none()) return false;
  const bool may = wanted == Wanted::kWrite ? blocks::get(id).owner == process.owner
                                            : blocks::is_held(id, process.owner);
  return may && fits(address - blocks::base(id).value, bytes, blocks::get(id).bytes());
}

bool may_write(const Process& process, std::uint64_t address, std::uint64_t bytes) {
  return bytes == 0 || is_within(process.regions[kDataRegion], address, bytes) ||
         is_within(process.regions[kHeapRegion], address, bytes) ||
         is_on_some_stack(process, address, bytes) ||
         is_in_held_block(process, address, bytes, Wanted::kWrite);
}

bool may_read(const Process& process, std::uint64_t address, std::uint64_t bytes) {
  for (const Region& region : process.regions) {
    if (is_within(region, address, bytes)) return true;
  }
  return may_write(process, address, bytes) ||
         is_in_held_block(process, address, bytes, Wanted::kRead);
}

}  // namespace

std::optional<CheckedRange> RangeChecks::anywhere(const Process& process, Use use,
                                                  std::uint64_t address, std::uint64_t bytes) {
  const bool may = use == Use::kRead ? may_read(process, address, bytes)
                   : use == Use::kWrite
                       ? may_write(process, address, bytes)
                       : bytes == 0 || is_within(process.regions[kDataRegion], address, bytes);
  if (!may) return std::nullopt;
  return CheckedRange(address, bytes);
}

}  // namespace kernel
