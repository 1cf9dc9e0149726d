// The process table. See process.hpp.
#include "process/process.hpp"

namespace kernel::processes {

Table<Process, ProcessId> table;

namespace {
ProcessId free_first, free_last;  // first in, first out: a window is used again as late as possible
std::uint32_t used = 0;
}  // namespace

void start(std::uint32_t count, Arena& arena) {
  table = arena.carve_table<Process, ProcessId>(count);
  used = count;
  for (std::uint32_t i = 0; i < count; ++i) {
    table[table.id_at(i)].owner = owner_of(table.id_at(i));
    release(table.id_at(i));
  }
}

std::uint32_t count() {
  return table.count();
}
ProcessId id_at(std::uint32_t index) {
  return table.id_at(index);
}
ProcessId of_owner(OwnerId owner) {
  return ProcessId{static_cast<std::uint32_t>(owner - 2)};
}
std::uint32_t in_use() {
  return used;
}

ProcessId take() {
  const ProcessId id = free_first;
  if (id.none()) return {};
  Process& process = table[id];
  free_first = process.next_sibling;
  const std::uint32_t generation = process.generation + 1;
  process = {};
  process.generation = generation;
  process.owner = owner_of(id);
  ++used;
  return id;
}

void release(ProcessId id) {
  Process& process = table[id];
  process.state = ProcessState::kFree;
  process.handle = 0;
  process.next_sibling = {};
  (free_first.none() ? free_first : table[free_last].next_sibling) = id;
  free_last = id;
  --used;
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
