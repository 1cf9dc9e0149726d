// hal/memory.hpp: mapping, the pool of page tables, W^X for every alias, and the walk that would
// notice if it did not hold.
#include <cstring>

#include "test_kernel.hpp"

namespace test {
namespace {

constexpr std::uint64_t kPage = hal::kPageBytes;

std::uint64_t window(unsigned number) {
  return boot_info->layout.window_base.value + number * boot_info->layout.window_bytes;
}

// A walk of our own to the leaf entry, through the direct map: the negative controls must not trust
// the HAL.
std::uint64_t* leaf_entry(std::uint64_t address) {
  std::uint64_t table;
  asm volatile("mov %%cr3, %0" : "=r"(table));
  for (int shift = 39;; shift -= 9) {
    auto* entries = reinterpret_cast<std::uint64_t*>(
        hal::frame_bytes({static_cast<std::uint32_t>(table >> 12 & 0xff'ffff'ffff)}));
    std::uint64_t* entry = &entries[address >> shift & 511];
    if (shift == 12) return entry;
    table = *entry & 0x000f'ffff'ffff'f000;
  }
}

void map_and_unmap(const hal::BootInfo&) {
  const hal::VirtAddr page{window(0) + kPage};
  const hal::Frame frame = take_frame();
  expect(!hal::is_mapped(page), "unmapped at first");
  expect(hal::map(page, frame, hal::Access::kReadWrite), "map");
  auto* word = reinterpret_cast<volatile std::uint64_t*>(page.value);
  *word = 42;
  expect_equal(*reinterpret_cast<std::uint64_t*>(hal::frame_bytes(frame)), 42,
               "both views show one frame");
  hal::protect(page, hal::Access::kReadOnly);
  expect_equal(*word, 42, "readable when read-only");
  hal::protect(page, hal::Access::kExecute);
  expect_equal(w_xor_x_violations(), 0, "W^X with an executable page");
  hal::unmap(page);
  expect(!hal::is_mapped(page), "unmapped again");
  *reinterpret_cast<volatile std::uint64_t*>(hal::frame_bytes(frame)) =
      43;  // writable again once nothing executes it
  // One frame executable in two windows stays read-only until the last is gone.
  expect(hal::map({window(1)}, frame, hal::Access::kExecute) &&
             hal::map({window(2)}, frame, hal::Access::kExecute),
         "two aliases");
  hal::unmap({window(1)});
  expect_equal(w_xor_x_violations(), 0, "W^X while one alias is left");
  expect((*leaf_entry(reinterpret_cast<std::uint64_t>(hal::frame_bytes(frame))) & 2) == 0,
         "direct map read-only while one alias is left");
  hal::unmap({window(2)});
  pass();
}

// 64 tables are in the pool. Each far page needs up to three; unmapping gives them back, so this
// can go on for ever.
void table_pool(const hal::BootInfo&) {
  const hal::Frame frame = take_frame();
  for (unsigned round = 0; round < 2000; ++round) {
    const hal::VirtAddr page{window(round % 1024) + (round % 7) * kPage};
    expect(hal::map(page, frame, hal::Access::kReadOnly), "map in every window in turn");
    hal::unmap(page);
  }
  unsigned mapped = 0;
  while (hal::map({window(mapped)}, frame, hal::Access::kReadOnly))
    mapped += 1;  // 256 MiB apart: a table of the lowest level each
  print("test: windows mapped with 64 tables ");
  print_number(mapped);
  print("\n");
  // One table for all of them, one for each four windows, one for each window.
  expect(hal::page_table_frames_for(mapped, mapped) >= 64, "the estimate covers what it took");
  expect(mapped >= 40, "tables are not wasted");
  while (mapped-- > 0) hal::unmap({window(mapped)});
  expect(hal::map({window(3)}, frame, hal::Access::kReadOnly),
         "after the pool ran dry and was refilled");
  pass();
}

// The ranges of the layout are all usable to their ends.
void layout(const hal::BootInfo& boot) {
  const hal::Layout& l = boot.layout;
  const std::uint64_t pages[] = {
      l.window_base.value,
      l.window_base.value + l.window_bytes * l.window_count - kPage,
      l.exchange_base.value,
      l.exchange_base.value + l.exchange_bytes - kPage,
      l.owner_map.value + (l.window_base.value >> 12) * 2 / kPage * kPage,
      l.owner_map.value + ((l.exchange_base.value + l.exchange_bytes) >> 12) * 2 - kPage};
  for (std::uint64_t page : pages) {
    expect(hal::map({page}, take_frame(), hal::Access::kReadWrite), "map at an end of the layout");
    *reinterpret_cast<volatile std::uint64_t*>(page + kPage - 8) = page;
  }
  for (std::uint64_t page : pages)
    expect_equal(*reinterpret_cast<volatile std::uint64_t*>(page + kPage - 8), page,
                 "each its own frame");
  expect_equal(w_xor_x_violations(), 0, "W^X");
  pass();
}

// The self-check must see what is wrong: a text page made writable, and a writable alias of a page
// that is executable elsewhere.
void self_check(const hal::BootInfo&) {
  expect_equal(w_xor_x_violations(), 0, "W^X at first");
  const auto text = reinterpret_cast<std::uint64_t>(kernel_invalid_instruction);
  *leaf_entry(text) |= 2;
  expect_equal(w_xor_x_violations(), 1, "writable kernel text is seen");
  *leaf_entry(text) &= ~2ull;
  const hal::Frame frame = take_frame();
  expect(hal::map({window(0)}, frame, hal::Access::kExecute), "map");
  *leaf_entry(reinterpret_cast<std::uint64_t>(hal::frame_bytes(frame))) |= 2;
  expect_equal(w_xor_x_violations(), 1, "a writable alias in the direct map is seen");
  pass();
}

// Each of these is a kernel error that the HAL refuses with a numbered line; the script expects the
// line and status 39.
void misuse(const hal::BootInfo&) {
  const hal::Frame frame = take_frame();
  expect(hal::map({window(0)}, frame, hal::Access::kReadWrite), "map");
  if (argument == "page-0") (void)hal::map({0}, frame, hal::Access::kReadWrite);
  if (argument == "outside")
    (void)hal::map({0xffff'ffff'8010'0000}, frame, hal::Access::kReadWrite);
  if (argument == "twice") (void)hal::map({window(0)}, frame, hal::Access::kReadWrite);
  if (argument == "alias") (void)hal::map({window(1)}, frame, hal::Access::kExecute);
  if (argument == "no-ram") (void)hal::map({window(1)}, {0x3ff'ffff}, hal::Access::kReadWrite);
  if (argument == "unmap") hal::unmap({window(1)});
  if (argument == "protect") hal::protect({window(1)}, hal::Access::kReadOnly);
  if (argument == "call") (void)hal::call_entry(127);
  fail("the HAL accepted it");
}

}  // namespace

const Scenario kMemoryScenarios[] = {{"map", map_and_unmap}, {"table-pool", table_pool},
                                     {"layout", layout},     {"self-check", self_check},
                                     {"misuse", misuse},     {}};

}  // namespace test
