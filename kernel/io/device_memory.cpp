// Mapping device ranges. See device_memory.hpp.
#include "io/device_memory.hpp"

#include "process/program.hpp"

namespace kernel::device_memory {
namespace {

// Ranges lie in the manifest's order in the middle of the window, each followed by an unmapped
// page.
std::uint64_t place_of(const Process& process, std::uint32_t index) {
  std::uint64_t place = process.window.value + process.window_bytes / 2;
  for (std::uint32_t i = 0; i < index; ++i)
    place += process.record.device_range(i).bytes + hal::kPageBytes;
  return place;
}

bool is_mapped(const Process& process, std::uint32_t index) {
  return (process.device_ranges_mapped >> index & 1) != 0;
}

}  // namespace

std::uint64_t map(Process& process, std::uint32_t index) {
  const DeviceRange range = process.record.device_range(index);
  const std::uint64_t place = place_of(process, index);
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

void unmap_all_of(Process& process) {
  for (std::uint32_t index = 0; index < process.record.device_range_count; ++index) {
    if (!is_mapped(process, index)) continue;
    const std::uint64_t pages = process.record.device_range(index).bytes / hal::kPageBytes;
    for (std::uint64_t i = 0; i < pages; ++i)
      hal::unmap_device({place_of(process, index) + i * hal::kPageBytes});
  }
  if (process.device_ranges_mapped != 0) hal::flush_other_cpus();
  process.device_ranges_mapped = 0;
}

}  // namespace kernel::device_memory
