// The kernel's record of a process (a running SIP) and the table of them. A process is its window,
// its regions, its limits and what it holds; threads, endpoints, blocks and objects name it by id
// and are listed from here, so that its end costs what it held and not what the system holds.
// Process n has window n and owner id n + 2: ids are used again only after teardown has untagged
// every page.
#pragma once
#include <array>

#include "abi/records.hpp"
#include "base/pool.hpp"
#include "base/text.hpp"
#include "image/records.hpp"
#include "memory/regions.hpp"
#include "sync/waitable.hpp"

namespace kernel {

// Handles: a number that names a record (index + 1), what kind of thing it is, and which life of
// the record is meant. Holding one proves nothing: whoever looks it up compares it with the
// record's.

// `kind`: an abi::HandleKind, or an ObjectKind, which has the same numbers.
constexpr std::uint64_t make_handle(auto kind, std::uint32_t generation, std::uint32_t index) {
  return std::uint64_t{generation} << 32 |
         static_cast<std::uint64_t>(kind) << abi::kHandleKindShift | (index + 1);
}

// Outside of every table if the handle names nothing.
constexpr std::uint32_t index_in(std::uint64_t handle) {
  constexpr std::uint64_t kIndexMask = (std::uint64_t{1} << abi::kHandleKindShift) - 1;
  return static_cast<std::uint32_t>((handle & kIndexMask) - 1);
}

constexpr bool is_kind(std::uint64_t handle, abi::HandleKind kind) {
  return (handle >> abi::kHandleKindShift & 0xf) == static_cast<std::uint64_t>(kind);
}

using BlockId = Id<struct BlockTag>;
using ShareId = Id<struct ShareTag>;
using ProgramId = Id<struct ProgramTag>;

enum class ProcessState : std::uint8_t {
  kFree,
  kMade,  // loaded, not started
  kRunning,
  kEnding,  // threads of it still run on other CPUs
  kEnded    // everything is taken back but this record: its creator has not released the handle
};

inline constexpr std::size_t kMaxCreates = 32;

struct Process {
  ProcessState state = ProcessState::kFree;
  OwnerId owner = kNobody;
  ProgramId program;
  std::uint8_t own_priority = 0;
  bool suspended = false;
  bool with_system = false;  // started with the system: its record stays
  bool over_share = false;   // has used its CPU share of this period
  std::array<char, 32> name_bytes{};
  hal::VirtAddr window;
  std::array<Region, kRegionCount> regions{};
  std::uint32_t pages = 0;  // held now, against the memory limit

  ThreadId first_thread;
  ThreadId stopped_by;  // only this one runs, until it lets the others go on
  std::uint32_t threads = 0;
  std::array<std::uint64_t, 16> stack_slots_used{};  // a bit per slot: 1024 threads
  EndpointId first_endpoint;
  std::uint32_t endpoints = 0;
  BlockId first_block;
  std::uint32_t blocks = 0;
  ShareId first_share;
  std::uint64_t exchange_bytes = 0;
  ObjectId first_object;
  std::uint32_t objects = 0;
  // Messages sent from ends that it has no more, less what others had sent from those that it has:
  // with what was sent from each of those, how many it has sent.
  std::uint64_t sent = 0;

  ProcessId parent, first_child, next_sibling, previous_sibling;
  std::uint32_t created_as = 0;  // position in the parent's list of what it may create
  std::array<std::uint16_t, kMaxCreates> live_created{};  // handles of such that it has
  std::uint32_t generation = 0;
  std::uint64_t handle = 0;  // the parent's, 0 when nobody has one
  Waitable waitable;
  ThreadId waiter;  // in process_wait or sync_wait_any

  std::array<std::uint16_t, 32> donations{};  // importers of each priority that wait for it
  std::uint8_t donated_priority = 0;          // the highest of those
  // Some thread has once made itself less important than own_priority.
  bool has_lowered_threads = false;

  std::uint32_t device_ranges_mapped = 0;  // a bit per range of the manifest
  std::uint32_t dma_pages = 0;             // held now
  std::uint64_t cpu_ns = 0, period_ns = 0;
  std::uint32_t period = 0;  // in which period_ns was used

  abi::ProcessEnd end{};
  ProgramRecord record;
  ImageBytes symbols;
  std::uint64_t image_bytes = 0;  // from the window's start to the end of the last segment
  std::uint64_t window_bytes = 0;

  const Region& text() const { return regions[kTextRegion]; }
  std::string_view name() const { return name_text(as_text(name_bytes)); }
  // A thread of it that could run stays where it is.
  bool holds_back(ThreadId thread) const {
    return suspended || (!stopped_by.none() && stopped_by != thread);
  }
  bool alive() const { return state == ProcessState::kMade || state == ProcessState::kRunning; }
  bool failed() const {
    return end.kind == abi::EndKind::kFaulted || end.kind == abi::EndKind::kPanicked;
  }
};

using ChildList = List<&Process::next_sibling, &Process::previous_sibling>;

namespace processes {
// A window is used again as late as possible.
using ProcessPool = Pool<Process, ProcessId, &Process::next_sibling, Reuse::kLate>;
extern ProcessPool table;
inline Process& get(ProcessId id) {
  return table[id];
}
constexpr ProcessId of_owner(OwnerId owner) {
  return ProcessId{static_cast<std::uint32_t>(owner - 2)};
}
// A free record; none when the capacity is used up. release() gives it back.
ProcessId take();
void release(ProcessId id);
// None of them runs any more.
bool all_ended();
}  // namespace processes

// How many pages of the window bear an owner's tag, by the owner map itself. Zero after teardown.
std::uint64_t tagged_pages_of(const Process& process);

constexpr OwnerId owner_of(ProcessId id) {
  return static_cast<OwnerId>(id.value + 2);
}

}  // namespace kernel
