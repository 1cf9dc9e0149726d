// Loading: everything is written through the kernel's view of the frames, before they are mapped
// where the SIP sees them. See loader.hpp.
#include "process/loader.hpp"

#include "abi/errors.hpp"
#include "abi/start_block.hpp"
#include "memory/regions.hpp"
#include "sched/scheduler.hpp"

namespace kernel::loader {
namespace {

hal::Layout layout{};

// Frames for a process, zeroed, counted against its limit; no frames when memory or limit is used
// up.
FrameChain take_frames(Process& process, std::uint64_t bytes) {
  const std::uint32_t count = hal::pages_in(bytes);
  if (std::uint64_t{process.pages} + count > process.record.memory_limit / hal::kPageBytes)
    return {};
  const auto chain = frames::allocate(count);
  if (!chain) return {};
  zero_frames(*chain);
  process.pages += count;
  return *chain;
}

constexpr std::array<hal::Access, kSegmentCount> kAccess{
    hal::Access::kExecute, hal::Access::kReadOnly, hal::Access::kReadOnly, hal::Access::kReadWrite};

// False: no frames.
bool fill_segment(Process& process, const programs::Loaded& loaded, std::size_t index) {
  const std::optional<Part>& part = loaded.program.segment(index);
  Region& region = process.regions[index];
  region.base = {process.window.value + (part ? part->address : hal::kPageBytes)};
  region.access = kAccess[index];
  if (!part || part->memory_size == 0) return true;
  region.shared = loaded.shared[index].count != 0;
  if (region.shared) {
    region.frames = loaded.shared[index];
    process.pages += region.frames.count;
    return true;
  }
  region.frames = take_frames(process, part->memory_size);
  if (region.frames.count == 0) return false;
  ChainWriter(region.frames).write_bytes(0, part->bytes);
  return true;
}

Region& region_of(Process& process, std::uint64_t window_offset) {
  for (Region& region : process.regions) {
    if (region.contains(process.window.value + window_offset)) return region;
  }
  kernel_bug("a checked relocation or patch is in no segment");
}

void write_in_window(Process& process, std::uint64_t window_offset, std::uint64_t value,
                     std::uint64_t width) {
  const Region& region = region_of(process, window_offset);
  ChainWriter(region.frames)
      .write_value(process.window.value + window_offset - region.base.value, value, width);
}

void relocate(Process& process, Bytes relocations) {
  for (std::uint64_t at = 0; at < relocations.size(); at += kEntryBytes) {
    const auto entry = read<Relocation>(relocations, at);
    write_in_window(process, entry.address, process.window.value + entry.addend, 8);
  }
}

void patch(Process& process, Bytes patches) {
  for (std::uint64_t at = 0; at < patches.size(); at += kEntryBytes) {
    const auto entry = read<Patch>(patches, at);
    const std::uint64_t value =
        entry.kind == PatchKind::kOwnerId16 ? process.owner : layout.owner_map.value;
    write_in_window(process, entry.address, value, patch_width(entry.kind));
  }
}

std::span<std::byte> start_page(const Process& process) {
  return frame_span(frames::first_of(process.regions[kStartBlockRegion].frames));
}

bool make_start_block(Process& process) {
  Region& region = process.regions[kStartBlockRegion];
  region.base = {process.window.value + layout.window_bytes - kStartBlockFromEnd};
  region.frames = take_frames(process, hal::kPageBytes);
  if (region.frames.count == 0) return false;
  abi::StartBlock block{.magic = abi::kStartBlockMagic,
                        .abi_version = abi::kAbiVersion,
                        .endpoint_count = process.record.endpoint_count,
                        .window_base = process.window.value,
                        .window_bytes = layout.window_bytes,
                        .name = {},
                        .endpoints = {},
                        .arguments = {}};
  std::memcpy(block.name, process.name_bytes.data(), sizeof(block.name));
  write(start_page(process), 0, block);
  return true;
}

bool fill_regions(Process& process, const programs::Loaded& loaded) {
  process.regions[kHeapRegion] = {
      .base = {process.window.value + process.image_bytes + hal::kPageBytes},
      .access = hal::Access::kReadWrite,
      .frames = {}};
  for (std::size_t i = 0; i < kSegmentCount; ++i) {
    if (!fill_segment(process, loaded, i)) return false;
  }
  return make_start_block(process);
}

void give_up(ProcessId id) {
  for (Region& region : processes::get(id).regions) {
    if (!region.shared) frames::release(region.frames);
  }
  processes::release(id);
}

std::optional<std::uint32_t> free_stack_slot(const Process& process) {
  for (std::uint32_t slot = 0; slot < process.record.thread_limit; ++slot) {
    if ((process.stack_slots_used[slot / 64] >> slot % 64 & 1) == 0) return slot;
  }
  return std::nullopt;
}

}  // namespace

void start(const hal::Layout& machine_layout) {
  layout = machine_layout;
}

ProcessId load(ProgramId program_id, std::string_view name) {
  const ProcessId id = processes::take();
  if (id.none()) return {};
  const programs::Loaded& loaded = programs::get(program_id);
  Process& process = processes::get(id);
  process.state = ProcessState::kMade;
  process.program = program_id;
  for (std::size_t i = 0; i < name.size() && i + 1 < process.name_bytes.size(); ++i)
    process.name_bytes[i] = name[i];
  process.record = loaded.program.record;
  process.symbols = loaded.program.bytes_of(PartKind::kSymbols);
  process.own_priority = static_cast<std::uint8_t>(process.record.priority);
  process.window = {layout.window_base.value + id.value * layout.window_bytes};
  process.image_bytes = loaded.program.image_end();
  process.window_bytes = layout.window_bytes;
  if (!fill_regions(process, loaded)) {
    give_up(id);
    return {};
  }
  relocate(process, loaded.program.bytes_of(PartKind::kRelocations));
  patch(process, loaded.program.bytes_of(PartKind::kPatches));
  for (const Region& region : process.regions) {
    if (region.frames.count != 0) map_region(region, process.owner);
  }
  hal::flush_other_cpus();  // none must see the text writable when it first runs
  return id;
}

void set_start_endpoint(const Process& process, std::uint32_t index, std::uint64_t handle) {
  write(start_page(process), offsetof(abi::StartBlock, endpoints) + 8 * index, handle);
}

void set_argument(const Process& process, std::uint32_t index, std::uint64_t value) {
  write(start_page(process), offsetof(abi::StartBlock, arguments) + 8 * index, value);
}

ThreadId add_thread(ProcessId process_id, std::uint64_t argument) {
  Process& process = processes::get(process_id);
  const std::optional<std::uint32_t> slot = free_stack_slot(process);
  if (!slot || process.threads >= process.record.thread_limit) return {};
  const std::uint64_t bytes = round_up(process.record.stack_bytes, hal::kPageBytes);
  const FrameChain chain = take_frames(process, bytes);
  if (chain.count == 0) return {};
  const ThreadId id = sched::create(process_id);
  if (id.none()) {
    process.pages -= chain.count;
    frames::release(chain);
    return {};
  }
  Thread& thread = sched::get(id);
  thread.stack_slot = *slot;
  process.stack_slots_used[*slot / 64] |= std::uint64_t{1} << *slot % 64;
  const std::uint64_t top =
      process.window.value + layout.window_bytes - stack_top_from_end(*slot, bytes);
  thread.stack = {.base = {top - bytes}, .access = hal::Access::kReadWrite, .frames = chain};
  map_region(thread.stack, process.owner);
  hal::prepare(thread.context, {process.window.value + process.record.entry},
               process.regions[kStartBlockRegion].base.value, thread.stack.base, {top});
  thread.context.registers.rsi = argument;
  return id;
}

void free_stack(Thread& thread) {
  if (thread.stack.frames.count == 0) return;
  Process& process = processes::get(thread.process);
  process.pages -= thread.stack.frames.count;
  process.stack_slots_used[thread.stack_slot / 64] &= ~(std::uint64_t{1} << thread.stack_slot % 64);
  unmap_region(thread.stack);
}

bool start_process(ProcessId id) {
  const ThreadId thread = add_thread(id, 0);
  if (thread.none()) return false;
  processes::get(id).state = ProcessState::kRunning;
  trace::record(abi::TraceKind::kStart, id.value, processes::get(id).program.value);
  sched::make_ready(sched::get(thread));
  return true;
}

std::uint64_t grow_heap(Process& process, std::uint32_t pages) {
  Region& heap = process.regions[kHeapRegion];
  const std::uint64_t end = heap.base.value + heap.bytes();
  const std::uint64_t lowest_stack =
      process.window.value + layout.window_bytes -
      stack_top_from_end(process.record.thread_limit,
                         round_up(process.record.stack_bytes, hal::kPageBytes));
  if (pages == 0 || end >= lowest_stack || pages > (lowest_stack - end) / hal::kPageBytes) return 0;
  const FrameChain more = take_frames(process, std::uint64_t{pages} * hal::kPageBytes);
  if (more.count == 0) return 0;
  map_region({.base = {end}, .access = hal::Access::kReadWrite, .frames = more}, process.owner);
  heap.frames = frames::join(heap.frames, more);
  return end;
}

bool shrink_heap(Process& process, std::uint32_t pages) {
  Region& heap = process.regions[kHeapRegion];
  if (pages > heap.frames.count) return false;
  if (pages == 0) return true;
  const FrameChain rest = frames::split(heap.frames, heap.frames.count - pages);
  Region tail{
      .base = {heap.base.value + heap.bytes()}, .access = hal::Access::kReadWrite, .frames = rest};
  unmap_region(tail);
  process.pages -= pages;
  return true;
}

}  // namespace kernel::loader
