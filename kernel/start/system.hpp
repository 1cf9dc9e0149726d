// The system that an image describes, checked as a whole: programs, bindings, and that this machine
// has what it asks for.
#pragma once
#include "exheap/blocks.hpp"
#include "hal/boot.hpp"
#include "image/records.hpp"
#include "image/verified_image.hpp"

namespace kernel {

// What the tables and pools are sized from. All of it is known before anything is loaded.
struct Sizes : Capacities {
  std::uint32_t cells = 0;
  std::uint64_t shared_pages = 0;  // segments that processes of a program have in common
  std::uint64_t owner_map_pages = 0;
  std::uint64_t largest_block = 0;
  // What a window can hold at most, from both its ends.
  std::uint64_t window_low_bytes = 0, window_top_bytes = 0;
  std::uint32_t dma_pages = 0;
  std::uint32_t page_table_frames = 0;

  std::uint64_t memory_pages() const { return memory_bytes / hal::kPageBytes; }  // of all SIPs
};

// What the owner map must cover: what can be in use of each window (they are all alike, whichever
// program a process in one of them has), and the exchange heap. visit(first address, bytes)
template <class Visit>
void for_each_owned_range(const hal::Layout& layout, const Sizes& sizes, Visit visit) {
  for (std::uint32_t i = 0; i < sizes.processes; ++i) {
    const std::uint64_t window = layout.window_base.value + i * layout.window_bytes;
    visit(hal::VirtAddr{window}, sizes.window_low_bytes);
    visit(hal::VirtAddr{window + layout.window_bytes - sizes.window_top_bytes},
          sizes.window_top_bytes);
    visit(hal::VirtAddr{window + layout.window_bytes / 4 * 3}, sizes.dma_pages * hal::kPageBytes);
  }
  visit(layout.exchange_base, sizes.blocks * blocks::stride_for(sizes.largest_block));
}

Check check_system(const ImageView& view, const hal::Layout& layout, SystemRecord& record);
Check measure_system(const ImageView& view, const hal::Layout& layout, const SystemRecord& record,
                     Sizes& sizes);
// The bindings make channels between start endpoints; who is left unbound is closed from the start.
Check check_bindings(const ImageView& view, const SystemRecord& record);

}  // namespace kernel
