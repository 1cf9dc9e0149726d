// DMA frames. See dma.hpp.
#include "io/dma.hpp"

#include <cstring>

#include "memory/trusted/access.hpp"

namespace kernel::dma {
namespace {

hal::FrameRange pool;
std::span<ProcessId> holders;  // of each frame of the pool

// DMA memory lies in the upper quarter of a window, each page where its place in the pool says: no
// two buffers overlap.
std::uint64_t place_of(const Process& process, std::uint32_t index) {
  return process.window.value + process.window_bytes / 4 * 3 +
         std::uint64_t{index} * hal::kPageBytes;
}

std::optional<std::uint32_t> find_run(std::uint32_t pages) {
  std::uint32_t length = 0;
  for (std::uint32_t i = 0; i < holders.size(); ++i) {
    length = holders[i].none() ? length + 1 : 0;
    if (length == pages) return i + 1 - pages;
  }
  return std::nullopt;
}

}  // namespace

void start(hal::FrameRange frames, Arena& arena) {
  pool = frames;
  holders = arena.carve<ProcessId>(frames.count);
}

std::optional<abi::DmaBuffer> allocate(ProcessId id, std::uint32_t pages) {
  Process& process = processes::get(id);
  if (pages == 0 || pages > process.record.dma_pages - process.dma_pages) return std::nullopt;
  const auto first = find_run(pages);
  if (!first) return std::nullopt;
  for (std::uint32_t i = *first; i < *first + pages; ++i) {
    const hal::Frame frame{pool.first.number + i};
    holders[i] = id;
    std::memset(frame_span(frame).data(), 0, hal::kPageBytes);
    if (!hal::map({place_of(process, i)}, frame, hal::Access::kReadWrite))
      kernel_bug("no page-table frame is left for a DMA buffer");
  }
  owner_map::set({place_of(process, *first)}, pages, process.owner);
  process.dma_pages += pages;
  return abi::DmaBuffer{place_of(process, *first),
                        std::uint64_t{pool.first.number + *first} * hal::kPageBytes};
}

void release_all_of(ProcessId id) {
  Process& process = processes::get(id);
  if (process.dma_pages == 0) return;
  for (std::uint32_t i = 0; i < holders.size(); ++i) {
    if (holders[i] != id) continue;
    owner_map::set({place_of(process, i)}, 1, kNobody);
    hal::unmap({place_of(process, i)});
    holders[i] = {};
  }
  hal::flush_other_cpus();
  process.dma_pages = 0;
}

}  // namespace kernel::dma
