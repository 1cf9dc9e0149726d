// Walking, growing and shrinking the page table.
// SAFETY: in the whole file, every table lies in RAM, was taken zeroed from the pool, and is
// reached through the direct map, which maps all RAM.
#include "paging/page_tables.hpp"

#include <cstring>

#include "cpu/cpu.hpp"
#include "cpu/instructions.hpp"

namespace hal::x86 {

constinit PageTables page_tables;

// Given once by the kernel and, before that, piecemeal by the boot: what is left of an earlier
// range must not be lost.
void TablePool::give(FrameRange frames) {
  while (fresh_.count != 0) {
    put(std::uint64_t{fresh_.first.number} * kPageBytes);
    fresh_.first.number += 1;
    fresh_.count -= 1;
  }
  fresh_ = frames;
}

std::uint64_t TablePool::take() {
  std::uint64_t physical;
  if (returned_.count != 0) {
    physical = returned_.pop();
  } else {
    physical = std::uint64_t{fresh_.first.number} * kPageBytes;
    fresh_.first.number += 1;
    fresh_.count -= 1;
  }
  std::memset(direct<std::byte>(physical), 0, kPageBytes);
  return physical;
}

void TablePool::put(std::uint64_t physical) {
  returned_.push(physical);
}

void TablePool::retire(std::uint64_t physical) {
  retired_.push(physical);
}

void TablePool::reuse_retired() {
  while (retired_.count != 0) returned_.push(retired_.pop());
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

}  // namespace hal::x86
