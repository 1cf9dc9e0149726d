// The process table. See process.hpp.
#include "process/process.hpp"

namespace kernel::processes {

ProcessPool table;

ProcessId take() {
  const ProcessId id = table.take();
  if (id.none()) return {};
  Process& process = table[id];
  const std::uint32_t generation = process.generation + 1;
  process = {};
  process.generation = generation;
  process.owner = owner_of(id);
  return id;
}

void release(ProcessId id) {
  table[id].state = ProcessState::kFree;
  table[id].handle = 0;
  table.give_back(id);
}

bool all_ended() {
  for (const Process& process : table) {
    if (process.state != ProcessState::kFree && process.state != ProcessState::kEnded) return false;
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
  if (process.window_bytes == 0) return 0;
  return tagged_pages(process.window.value, process.window.value + process.image_bytes) +
         tagged_pages(process.window.value + process.window_bytes - 4 * hal::kPageBytes,
                      process.window.value + process.window_bytes);
}

}  // namespace kernel
