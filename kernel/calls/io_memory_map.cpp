// io_memory_map(index): the address of the manifest's n-th device range in the caller's window, or
// kNoDevice.
#include "calls/call.hpp"

std::int64_t kernel::calls::io_memory_map(std::uint64_t index) {
  Process& process = calling_process();
  if (index >= process.record.device_range_count)
    end_caller("io_memory_map of a range that its manifest does not grant");
  const std::uint64_t address = io::map_range(process, static_cast<std::uint32_t>(index));
  return address == 0 ? abi::kNoDevice : static_cast<std::int64_t>(address);
}
