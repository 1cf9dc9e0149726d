// Loading: everything is written through the kernel's view of the frames, before they are mapped
// where the SIP sees them. See loader.hpp.
#include "process/loader.hpp"

#include "abi/errors.hpp"
#include "abi/start_block.hpp"
#include "memory/regions.hpp"
#include "sched/scheduler.hpp"

namespace kernel::loader {

Table<Program, ProgramId> programs;

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
bool fill_segment(Process& process, const Program& program, std::size_t index) {
  const std::optional<Part>& part = program.segment(index);
  Region& region = process.regions[index];
  region.base = {process.window.value + (part ? part->address : hal::kPageBytes)};
  region.access = kAccess[index];
  if (!part || part->memory_size == 0) return true;
  region.shared = program.shared[index].count != 0;
  if (region.shared) {
    region.frames = program.shared[index];
    process.pages += region.frames.count;
    return true;
  }
  region.frames = take_frames(process, part->memory_size);
  if (region.frames.count == 0) return false;
  ChainWriter(region.frames).write_bytes(0, part->bytes);
  return true;
}

void write_in_window(const Process& process, std::uint64_t window_offset, std::uint64_t value,
                     std::uint64_t width) {
  const std::uint64_t address = process.window.value + window_offset;
  for (const Region& region : process.regions) {
    if (region.contains(address))
      return ChainWriter(region.frames).write_value(address - region.base.value, value, width);
  }
  kernel_bug("a checked relocation or patch is in no segment");
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
  abi::StartBlock block{};
  block.magic = abi::kStartBlockMagic;
  block.abi_version = abi::kAbiVersion;
  block.endpoint_count = process.record.endpoint_count;
  block.window_base = process.window.value;
  block.window_bytes = layout.window_bytes;
  write_name(block.name, process.name());
  write(start_page(process), 0, block);
  return true;
}

bool fill_regions(Process& process, const Program& program) {
  process.regions[kHeapRegion] = {
      .base = {process.window.value + process.image_bytes + hal::kPageBytes},
      .access = hal::Access::kReadWrite,
      .frames = {}};
  for (std::size_t i = 0; i < kSegmentCount; ++i) {
    if (!fill_segment(process, program, i)) return false;
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

FrameChain fill(const Part& segment) {
  const auto chain = frames::allocate(hal::pages_in(segment.memory_size));
  if (!chain) kernel_bug("no frame is left for a program that the start had counted in");
  zero_frames(*chain);
  ChainWriter(*chain).write_bytes(0, segment.bytes);
  return *chain;
}

void resolve_imports(const Part& segment, const FrameChain& chain) {
  ChainWriter writer(chain);
  for (std::uint64_t at = 0; at < segment.size; at += 8) {
    const auto number = read<std::uint64_t>(segment.bytes, at);
    if (number != 0)
      writer.write_value(at, hal::call_entry(static_cast<std::uint32_t>(number)).value, 8);
  }
}

}  // namespace

void start(const hal::Layout& machine_layout, const ImageView& view, Arena& arena) {
  layout = machine_layout;
  programs = arena.carve_table<Program, ProgramId>(view.program_count());
  for (std::uint32_t i = 0; i < programs.count(); ++i) {
    if (read_program(view, static_cast<std::uint16_t>(i), programs[programs.id_at(i)]))
      kernel_bug("a program that was checked cannot be read");
  }
}

void share_segments() {
  for (Program& program : programs) {
    for (std::size_t i = 0; i < kDataRegion; ++i) {
      if (is_the_same_for_all(program, i)) program.shared[i] = fill(*program.segment(i));
    }
    if (program.shared[kImportsRegion].count != 0)
      resolve_imports(*program.segment(kImportsRegion), program.shared[kImportsRegion]);
  }
}

ProcessId load(ProgramId program_id, std::string_view name) {
  const ProcessId id = processes::take();
  if (id.none()) return {};
  const Program& program = programs[program_id];
  Process& process = processes::get(id);
  process.state = ProcessState::kMade;
  process.program = program_id;
  write_name(process.name_bytes, name);
  process.record = program.record;
  process.symbols = program.bytes_of(PartKind::kSymbols);
  process.own_priority = static_cast<std::uint8_t>(process.record.priority);
  process.window = {layout.window_base.value + id.value * layout.window_bytes};
  process.image_bytes = program.image_end();
  process.window_bytes = layout.window_bytes;
  if (!fill_regions(process, program)) {
    give_up(id);
    return {};
  }
  relocate(process, program.bytes_of(PartKind::kRelocations));
  patch(process, program.bytes_of(PartKind::kPatches));
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
  FrameChain chain = take_frames(process, bytes);
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
  const std::uint64_t data_bytes = bytes - process.record.call_stack_bytes;
  const FrameChain rest = frames::split(chain, hal::pages_in(data_bytes));
  thread.calls = {.base = {top - rest.count * hal::kPageBytes},
                  .access = hal::Access::kReadWrite,
                  .frames = rest};
  thread.stack = {
      .base = {top - bytes - hal::kPageBytes}, .access = hal::Access::kReadWrite, .frames = chain};
  map_region(thread.stack, process.owner);
  if (rest.count != 0) map_region(thread.calls, kCallStackOwner);
  hal::prepare(thread.context, {process.window.value + process.record.entry},
               process.regions[kStartBlockRegion].base.value, thread.stack.base,
               {thread.stack.end()});
  thread.context.registers.rsp = thread.call_stack().end() - 8;  // a zero: its frames are fresh
  thread.context.record.unsafe_stack_pointer = thread.stack.end();
  thread.context.registers.rsi = argument;
  return id;
}

void free_stack(Thread& thread) {
  if (thread.stack.frames.count == 0) return;
  Process& process = processes::get(thread.process);
  process.pages -= thread.stack.frames.count + thread.calls.frames.count;
  process.stack_slots_used[thread.stack_slot / 64] &= ~(std::uint64_t{1} << thread.stack_slot % 64);
  if (thread.calls.frames.count != 0) drop_region(thread.calls);
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
