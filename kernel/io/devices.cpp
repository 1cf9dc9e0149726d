// Interrupt lines, mapped registers and DMA frames of SIPs. See devices.hpp.
#include "io/devices.hpp"

#include "hal/boot.hpp"
#include "process/program.hpp"
#include "sync/objects.hpp"

namespace kernel::io {
namespace {

std::array<ObjectId, kLines> events{};
std::uint32_t open_lines = 0;

// Ranges lie in the manifest's order in the middle of the window, each followed by an unmapped
// page.
std::uint64_t place_of_range(const Process& process, std::uint32_t index) {
  std::uint64_t place = process.window.value + process.window_bytes / 2;
  for (std::uint32_t i = 0; i < index; ++i)
    place += process.record.device_range(i).bytes + hal::kPageBytes;
  return place;
}

bool is_mapped(const Process& process, std::uint32_t index) {
  return (process.device_ranges_mapped >> index & 1) != 0;
}

hal::FrameRange pool;
hal::Lasting<ProcessId> holders;  // of each frame of the pool

// DMA memory lies in the upper quarter of a window, each page where its place in the pool says: no
// two buffers overlap.
std::uint64_t place_of_page(const Process& process, std::uint32_t index) {
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

bool open_line(std::uint32_t line, bool level, ObjectId event) {
  if (line >= kLines || !events[line].none()) return false;
  if (!hal::irq_open(line, level ? hal::IrqTrigger::kLevel : hal::IrqTrigger::kFirmware))
    return false;
  events[line] = event;
  objects::get(event).irq = line;
  ++open_lines;
  return true;
}

void close_line(std::uint32_t line) {
  hal::irq_close(line);
  events[line] = {};
  --open_lines;
}

ObjectId event_of(std::uint32_t line) {
  return line < kLines ? events[line] : ObjectId{};
}

bool any_line_open() {
  return open_lines != 0;
}

void fired(std::uint32_t line) {
  if (const ObjectId event = event_of(line); !event.none()) objects::signal(event);
}

std::uint64_t map_range(Process& process, std::uint32_t index) {
  const DeviceRange range = process.record.device_range(index);
  const std::uint64_t place = place_of_range(process, index);
  if (is_mapped(process, index)) return place;
  const auto first = static_cast<std::uint32_t>(range.address / hal::kPageBytes);
  const auto pages = static_cast<std::uint32_t>(range.bytes / hal::kPageBytes);
  for (std::uint32_t i = 0; i < pages; ++i) {
    if (!hal::is_device_frame({first + i})) return 0;
  }
  for (std::uint32_t i = 0; i < pages; ++i)
    hal::map_device({place + i * hal::kPageBytes}, {first + i});
  process.device_ranges_mapped |= std::uint32_t{1} << index;
  return place;
}

void unmap_ranges_of(Process& process) {
  for (std::uint32_t index = 0; index < process.record.device_range_count; ++index) {
    if (!is_mapped(process, index)) continue;
    const std::uint64_t pages = process.record.device_range(index).bytes / hal::kPageBytes;
    for (std::uint64_t i = 0; i < pages; ++i)
      hal::unmap_device({place_of_range(process, index) + i * hal::kPageBytes});
  }
  if (process.device_ranges_mapped != 0) hal::flush_other_cpus();
  process.device_ranges_mapped = 0;
}

void start_dma(hal::FrameRange frames, Arena& arena) {
  pool = frames;
  holders = arena.carve<ProcessId>(frames.count);
}

std::optional<abi::DmaBuffer> allocate_dma(ProcessId id, std::uint32_t pages) {
  Process& process = processes::get(id);
  if (pages == 0 || pages > process.record.dma_pages - process.dma_pages) return std::nullopt;
  const auto first = find_run(pages);
  if (!first) return std::nullopt;
  for (std::uint32_t i = *first; i < *first + pages; ++i) {
    const hal::Frame frame{pool.first.number + i};
    holders[i] = id;
    zero_bytes(frame_span(frame));
    if (!hal::map({place_of_page(process, i)}, frame, hal::Access::kReadWrite))
      kernel_bug("no page-table frame is left for a DMA buffer");
  }
  owner_map::set({place_of_page(process, *first)}, pages, process.owner);
  process.dma_pages += pages;
  return abi::DmaBuffer{place_of_page(process, *first),
                        std::uint64_t{pool.first.number + *first} * hal::kPageBytes};
}

void release_dma_of(ProcessId id) {
  Process& process = processes::get(id);
  if (process.dma_pages == 0) return;
  for (std::uint32_t i = 0; i < holders.size(); ++i) {
    if (holders[i] != id) continue;
    owner_map::set({place_of_page(process, i)}, 1, kNobody);
    hal::unmap({place_of_page(process, i)});
    holders[i] = {};
  }
  hal::flush_other_cpus();
  process.dma_pages = 0;
}

}  // namespace kernel::io
