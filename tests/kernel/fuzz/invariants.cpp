// Processes, what they hold, and where every frame is. See invariants.hpp.
#include "invariants.hpp"

#include <map>
#include <string>

#include "channel/endpoint.hpp"
#include "exheap/blocks.hpp"
#include "machine/machine.hpp"
#include "memory/frames.hpp"
#include "process/loader.hpp"
#include "sched/scheduler.hpp"
#include "sync/objects.hpp"

namespace invariants {
namespace {

using namespace kernel;

std::uint64_t frames_in_all = 0;  // free, and held by processes and blocks

void require(bool holds, const Process& process, std::string_view what) {
  if (!holds)
    machine::fail("invariant: process " + std::string(process.name()) + ": " + std::string(what));
}

void require(bool holds, std::string_view what) {
  if (!holds) machine::fail("invariant: " + std::string(what));
}

// Pages that are mapped, each by exactly one region, stack or block; and frames that belong to one
// of those.
class Places {
 public:
  void add(const Region& region, OwnerId owner) {
    if (region.frames.count == 0) return;
    hal::Frame frame = frames::first_of(region.frames);
    for (std::uint32_t i = 0; i < region.frames.count; ++i) {
      if (i != 0) frame = frames::after(frame);
      const std::uint64_t page = region.base.value + i * hal::kPageBytes;
      const machine::Mapping* const mapping = machine::find_mapping(page);
      require(mapping != nullptr, "a page of a region is not mapped");
      require(mapping->frame == frame && !mapping->device,
              "a page shows another frame than its region says");
      require(mapping->access == region.access, "a page has another access than its region says");
      require(owner_map::get({page}) == owner,
              "a page bears another owner's tag than its region's");
      require(tags_.emplace(page, owner).second, "two regions hold one page");
      if (!region.shared) {
        require(frames_.emplace(frame.number, page).second, "a frame is in two places");
        ++held_;
      }
    }
  }
  void add_dma(const Process& process) {
    const std::uint64_t base = process.window.value + process.window_bytes / 4 * 3;
    std::uint32_t found = 0;
    for (std::uint64_t page = base; page < base + process.window_bytes / 8;
         page += hal::kPageBytes) {
      if (machine::find_mapping(page) == nullptr) continue;
      require(owner_map::get({page}) == process.owner, "a DMA page bears another owner's tag");
      tags_.emplace(page, process.owner);
      ++found;
    }
    require(found == process.dma_pages, process, "DMA pages counted and mapped differ");
  }
  std::uint64_t held() const { return held_; }
  const std::map<std::uint64_t, OwnerId>& tags() const { return tags_; }

 private:
  std::map<std::uint64_t, OwnerId> tags_;
  std::map<std::uint32_t, std::uint64_t> frames_;
  std::uint64_t held_ = 0;
};

void add_pages(const Process& process, Places& places) {
  std::uint64_t pages = 0;
  for (const Region& region : process.regions) {
    places.add(region, process.owner);
    pages += region.frames.count;
  }
  for (ThreadId id = process.first_thread; !id.none(); id = sched::get(id).next_sibling) {
    places.add(sched::get(id).stack, process.owner);
    pages += sched::get(id).stack.frames.count;
  }
  require(pages == process.pages, process, "pages counted and held differ");
  require(pages * hal::kPageBytes <= process.record.memory_limit, process,
          "it holds more memory than its limit");
  places.add_dma(process);
}

bool holds_nothing(const Process& process) {
  return process.first_thread.none() && process.first_endpoint.none() &&
         process.first_block.none() && process.first_share.none() && process.first_object.none() &&
         process.threads == 0 && process.endpoints == 0 && process.blocks == 0 &&
         process.objects == 0 && process.exchange_bytes == 0 && process.dma_pages == 0 &&
         process.device_ranges_mapped == 0;
}

void check_children(const Process& process, ProcessId id) {
  std::array<std::uint32_t, kMaxCreates> live{};
  ProcessId before;
  for (ProcessId child = process.first_child; !child.none();
       child = processes::get(child).next_sibling) {
    const Process& other = processes::get(child);
    require(other.state != ProcessState::kFree, process, "a child's record is free");
    require(other.parent == id && other.previous_sibling == before, process,
            "its list of children is inconsistent");
    require(other.handle != 0, process, "a child has no handle");
    ++live[other.created_as];
    before = child;
  }
  for (std::size_t i = 0; i < live.size(); ++i)
    require(live[i] == process.live_created[i], process, "live children are miscounted");
}

Places check_processes() {
  Places places;
  std::uint32_t in_use = 0;
  for (std::uint32_t i = 0; i < processes::table.count(); ++i) {
    const ProcessId id = processes::table.id_at(i);
    const Process& process = processes::get(id);
    if (process.state == ProcessState::kFree) continue;
    ++in_use;
    require(process.owner == owner_of(id), process, "its owner id is not that of its record");
    if (process.state == ProcessState::kEnded)
      require(holds_nothing(process), process, "it has ended and still holds something");
    add_pages(process, places);
    check_children(process, id);
  }
  require(in_use == processes::table.in_use(), "processes in use are miscounted");
  return places;
}

// Blocks, which find their pages by their record's number.
void add_blocks(Places& places) {
  std::uint32_t in_use = 0;
  std::uint64_t bytes = 0;
  const std::uint64_t stride = blocks::base({1}).value - blocks::base({0}).value;
  for (std::uint32_t i = 0; i * stride < machine::layout().exchange_bytes; ++i) {
    const BlockId id = blocks::containing(blocks::base({i}).value);
    if (id.none()) continue;
    const Block& block = blocks::get(id);
    ++in_use;
    bytes += block.bytes();
    const hal::Access access =
        block.owner == kFrozenOwner ? hal::Access::kReadOnly : hal::Access::kReadWrite;
    places.add(
        {.base = blocks::base(id), .access = access, .frames = block.frames, .shared = false},
        block.owner);
  }
  require(in_use == blocks::table.in_use(), "blocks in use are miscounted");
  require(bytes == blocks::bytes_in_use(), "bytes of blocks are miscounted");
}

Places check_places() {
  Places places = check_processes();
  add_blocks(places);
  require(places.tags().size() == machine::mapped_pages(), "pages are mapped that nobody holds");
  return places;
}

}  // namespace

void remember_start() {
  frames_in_all = frames::free_count() + check_places().held();
}

void check() {
  const Places places = check_places();
  require(frames::free_count() + places.held() == frames_in_all,
          "frames are lost, or the kernel has allocated some for itself");
  check_threads_and_waits();
  check_channels_and_blocks();
}

void check_all() {
  check();
  const std::map<std::uint64_t, OwnerId> tags = check_places().tags();
  const auto check_range = [&](std::uint64_t from, std::uint64_t bytes) {
    for (std::uint64_t page = from; page < from + bytes; page += hal::kPageBytes)
      if (owner_map::get({page}) != kNobody)
        require(tags.contains(page), "a page that nobody holds bears an owner's tag");
  };
  for (const Process& process : processes::table) {
    if (process.window_bytes == 0) continue;
    check_range(process.window.value,
                process.image_bytes + round_up(process.record.memory_limit, hal::kPageBytes));
    check_range(process.window.value + process.window_bytes - 16 * hal::kPageBytes,
                16 * hal::kPageBytes);
  }
}

}  // namespace invariants
