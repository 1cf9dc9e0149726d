// How much of everything the system needs: the one place where pools are sized. See system.hpp.
#include "exheap/blocks.hpp"
#include "memory/trusted/owner_map.hpp"
#include "process/program.hpp"
#include "start/system.hpp"

namespace kernel {
namespace {

std::uint32_t at_least(std::uint32_t capacity, std::uint64_t needed) {
  return capacity < needed ? static_cast<std::uint32_t>(needed) : capacity;
}

void add_process(const Program& program, std::uint32_t index, const hal::Layout& layout,
                 Sizes& sizes) {
  const std::uint64_t window = layout.window_base.value + index * layout.window_bytes;
  const std::uint64_t top = kStackTopFromEnd + program.stack_bytes();
  sizes.sip_pages += program.pages();
  sizes.owner_map_pages += owner_map::pages_for({window}, program.image_end()) +
                           owner_map::pages_for({window + layout.window_bytes - top}, top);
}

}  // namespace

Check measure_system(const ImageView& view, const hal::Layout& layout, const SystemRecord& record,
                     Sizes& sizes) {
  const Capacities& capacity = record.capacity;
  if (capacity.processes < record.process_count || capacity.threads < record.process_count) {
    return Refusal{120, "the system starts more processes than its own capacities allow", 0};
  }
  if (capacity.processes > layout.window_count || capacity.processes > 32000)
    return Refusal{121, "the system's process capacity is more than this kernel has windows for",
                   0};
  if (capacity.threads > 32000 || capacity.channels > 16000 || capacity.blocks > 32000)
    return Refusal{122, "a capacity of the system is more than the kernel's tables can have", 0};
  std::uint64_t endpoints = 0;
  for (std::uint32_t i = 0; i < record.process_count; ++i) {
    Program program;
    KERNEL_TRY_CHECK(read_program(view, record.process_program(i), program));
    add_process(program, i, layout, sizes);
    endpoints += program.record.endpoint_count;
    if (program.record.exchange_limit > sizes.largest_block)
      sizes.largest_block = program.record.exchange_limit;
  }
  if (sizes.largest_block > capacity.exchange_bytes) sizes.largest_block = capacity.exchange_bytes;
  sizes.processes = capacity.processes;
  sizes.threads = capacity.threads;
  sizes.channels = at_least(capacity.channels, endpoints);
  sizes.blocks = capacity.blocks;
  sizes.exchange_bytes = capacity.exchange_bytes;
  const std::uint64_t stride = blocks::stride_for(sizes.largest_block);
  if (sizes.largest_block > layout.exchange_bytes ||
      sizes.blocks * stride > layout.exchange_bytes) {
    return Refusal{123, "the exchange heap's capacities do not fit its range of addresses", 0};
  }
  sizes.owner_map_pages += owner_map::pages_for(layout.exchange_base, sizes.blocks * stride);
  const std::uint64_t pages = sizes.sip_pages + sizes.owner_map_pages +
                              sizes.exchange_bytes / hal::kPageBytes + sizes.blocks;
  const std::uint64_t ranges = std::uint64_t{3} * record.process_count + sizes.blocks + 4;
  sizes.page_table_frames = hal::page_table_frames_for(pages, static_cast<std::uint32_t>(ranges));
  return std::nullopt;
}

}  // namespace kernel
