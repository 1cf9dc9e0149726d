// The process table. See process.hpp.
#include "process/process.hpp"

namespace kernel::processes {

Table<Process, ProcessId> table;

void start(std::uint32_t count, Arena& arena) {
  table = arena.carve_table<Process, ProcessId>(count);
  for (std::uint32_t i = 0; i < count; ++i) table[table.id_at(i)].owner = owner_of(table.id_at(i));
}

std::uint32_t count() {
  return table.count();
}
ProcessId id_at(std::uint32_t index) {
  return table.id_at(index);
}
ProcessId of_owner(OwnerId owner) {
  return ProcessId{static_cast<std::uint16_t>(owner - 2)};
}

bool all_ended() {
  for (const Process& process : table) {
    if (process.state == ProcessState::kRunning) return false;
  }
  return true;
}

}  // namespace kernel::processes

namespace kernel {
namespace {

std::uint64_t tagged_pages(std::uint64_t from, std::uint64_t to) {
  std::uint64_t tagged = 0;
  for (std::uint64_t page = from; page < to; page += hal::kPageBytes)
    tagged += owner_map::get({page}) == kNobody ? 0 : 1;
  return tagged;
}

}  // namespace

std::uint64_t tagged_pages_of(const Process& process) {
  if (process.state == ProcessState::kFree) return 0;
  return tagged_pages(process.window.value, process.window.value + process.image_bytes) +
         tagged_pages(process.regions[kStackRegion].base.value,
                      process.window.value + process.window_bytes);
}

}  // namespace kernel
