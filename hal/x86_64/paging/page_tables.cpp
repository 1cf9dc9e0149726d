// Walking, growing and shrinking the page table.
// SAFETY: in the whole file, every table lies in RAM, was taken zeroed from the pool, and is
// reached through the direct map, which maps all RAM.
#include "paging/page_tables.hpp"

#include <cstring>

#include "cpu/cpu.hpp"
#include "cpu/instructions.hpp"
#include "device/devices.hpp"

namespace hal::x86 {

constinit PageTables page_tables;

void TablePool::give(FrameRange frames) {
  for (std::uint32_t i = frames.count; i-- > 0;)
    put((std::uint64_t{frames.first.number} + i) * kPageBytes);
}

std::uint64_t TablePool::take() {
  const std::uint64_t physical = free_.pop();
  std::memset(direct<std::byte>(physical), 0, kPageBytes);
  return physical;
}

void TablePool::reuse_retired() {
  while (retired_.count != 0) put(retired_.pop());
}

void TablePool::Chain::push(std::uint64_t physical) {
  *direct<std::uint64_t>(physical) = first;
  first = physical;
  count += 1;
}

std::uint64_t TablePool::Chain::pop() {
  const std::uint64_t physical = first;
  first = *direct<std::uint64_t>(physical);
  count -= 1;
  return physical;
}

PageTables::Way PageTables::walk(std::uint64_t page) const {
  Way way{.entries = {entry_in(root_, page, 3)}, .count = 1};
  while (way.count < 4 && *way.last() & kPresent)
    way.go_on(entry_in(*way.last(), page, 3 - way.count));
  return way;
}

std::uint64_t* PageTables::leaf(std::uint64_t page) const {
  const Way way = walk(page);
  return way.count == 4 ? way.last() : nullptr;
}

bool PageTables::set(std::uint64_t page, std::uint64_t entry) {
  Way way = walk(page);
  if (4 - way.count > pool_.available()) return false;
  while (way.count < 4) {
    *way.last() = pool_.take() | kPresent | kWritable;
    if (way.count > 1) *way.entries[way.count - 2] += kCountOne;  // the root is not counted
    way.go_on(entry_in(*way.last(), page, 3 - way.count));
  }
  *way.last() = entry;
  *way.entries[2] += kCountOne;
  return true;
}

void PageTables::clear(std::uint64_t page) {
  const Way way = walk(page);
  const auto& slots = way.entries;
  *slots[3] = 0;
  for (unsigned i = 3; i-- > 0;) {
    *slots[i] -= kCountOne;
    if ((*slots[i] & kCountMask) != 0) break;
    const std::uint64_t empty = *slots[i] & kFrameMask;
    *slots[i] = 0;
    several_cpus_run() ? pool_.retire(empty) : pool_.put(empty);
  }
  // INVLPG also drops cached upper levels, so this CPU cannot walk a table any more that was given
  // back. The others: flush_other_cpus().
  invalidate_page(page);
}

constinit FrameUses frame_uses;

namespace {
void set_direct_map_writable(Frame frame, bool writable) {
  const std::uint64_t page = kDirectMap + std::uint64_t{frame.number} * kPageBytes;
  std::uint64_t* entry = page_tables.leaf(page);
  if (!entry || !(*entry & kPresent)) stop("[H-031] map: the frame is not RAM");
  // SAFETY: the entry belongs to the direct map; taking or giving the write bit changes no address.
  *entry = writable ? *entry | kWritable : *entry & ~kWritable;
  invalidate_page(page);
}
}  // namespace

void FrameUses::add(Frame frame, Access access) {
  if (frame.number >= count_) stop("[H-031] map: the frame is not RAM");
  Use& use = uses_[frame.number];
  if (access == Access::kReadWrite) {
    if (use.executable != 0) stop("[H-032] map: the frame is mapped executable elsewhere");
    use.writable += 1;
  } else if (access == Access::kExecute) {
    if (use.writable != 0) stop("[H-033] map: the frame is mapped writable elsewhere");
    if (use.executable == 0) set_direct_map_writable(frame, false);
    use.executable += 1;
  }
}

void FrameUses::remove(Frame frame, Access access) {
  Use& use = uses_[frame.number];
  if (access == Access::kReadWrite) {
    use.writable -= 1;
  } else if (access == Access::kExecute) {
    use.executable -= 1;
    if (use.executable == 0) set_direct_map_writable(frame, true);
  }
}

}  // namespace hal::x86
