// The system that an image describes, checked as a whole: programs, bindings, and that this machine
// has what it asks for.
#pragma once
#include "hal/boot.hpp"
#include "image/records.hpp"
#include "image/verified_image.hpp"

namespace kernel {

// What the tables and pools are sized from. All of it is known before anything is loaded.
struct Sizes {
  std::uint32_t processes = 0, threads = 0, channels = 0, blocks = 0, shares = 0, objects = 0,
                cells = 0;
  std::uint64_t memory_pages = 0;  // of all SIPs, by their limits
  std::uint64_t shared_pages = 0;  // segments that processes of a program have in common
  std::uint64_t owner_map_pages = 0;
  std::uint64_t exchange_bytes = 0, largest_block = 0;
  std::uint64_t window_low_bytes = 0,
                window_top_bytes = 0;  // what a window can hold at most, from both its ends
  std::uint32_t dma_pages = 0;
  std::uint32_t page_table_frames = 0;
};

Check check_system(const ImageView& view, const hal::Layout& layout, SystemRecord& record);
Check measure_system(const ImageView& view, const hal::Layout& layout, const SystemRecord& record,
                     Sizes& sizes);
// The bindings make channels between start endpoints; who is left unbound is closed from the start.
Check check_bindings(const ImageView& view, const SystemRecord& record);

}  // namespace kernel
