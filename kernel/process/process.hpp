// The kernel's record of a process (a running SIP) and the table of them. A process is its window,
// its regions, its limits and what it holds; threads, endpoints and blocks name it by id. Process n
// has window n and owner id n + 2, for good: ids are re-used only after teardown has untagged every
// page.
#pragma once
#include <array>

#include "base/trusted/table.hpp"
#include "image/records.hpp"
#include "memory/regions.hpp"

namespace kernel {

using ProcessId = Id<struct ProcessTag>;
using ThreadId = Id<struct ThreadTag>;

enum class ProcessState : std::uint8_t { kFree, kRunning, kEnded };

enum RegionIndex : std::uint8_t {
  kTextRegion,
  kReadOnlyRegion,
  kImportsRegion,
  kDataRegion,
  kStackRegion,
  kStartBlockRegion,
  kRegionCount
};

struct Process {
  ProcessState state = ProcessState::kFree;
  OwnerId owner = kNobody;
  std::uint16_t program = 0;
  std::uint8_t priority = 0;
  std::string_view name;
  hal::VirtAddr window;
  std::array<Region, kRegionCount> regions{};
  ThreadId thread;
  std::uint32_t live_threads = 0;
  std::uint32_t endpoints = 0;       // held now
  std::uint64_t exchange_bytes = 0;  // held now
  std::int64_t exit_code = 0;        // when ended
  bool failed = false;               // ended by the kernel or by panic
  ProgramRecord record;
  Bytes symbols;
  std::uint64_t image_bytes = 0;  // from the window's start to the end of the last segment
  std::uint64_t window_bytes = 0;

  const Region& text() const { return regions[kTextRegion]; }
  const Region& stack() const { return regions[kStackRegion]; }
};

namespace processes {
void start(std::uint32_t count, Arena& arena);
extern Table<Process, ProcessId> table;
inline Process& get(ProcessId id) {
  return table[id];
}
std::uint32_t count();
ProcessId id_at(std::uint32_t index);
ProcessId of_owner(OwnerId owner);
// None of them runs any more.
bool all_ended();
}  // namespace processes

// How many pages of the window bear an owner's tag, by the owner map itself. Zero after teardown.
std::uint64_t tagged_pages_of(const Process& process);

constexpr OwnerId owner_of(ProcessId id) {
  return static_cast<OwnerId>(id.value + 2);
}

}  // namespace kernel
