// Loading: everything is written through the kernel's view of the frames, before they are mapped
// where the SIP sees them. See loader.hpp.
#include "process/loader.hpp"

#include "abi/errors.hpp"
#include "abi/start_block.hpp"
#include "base/fault_stop.hpp"
#include "memory/trusted/access.hpp"
#include "sched/scheduler.hpp"

namespace kernel {
namespace {

// Writes bytes into a chain of frames by offset. Remembers where it is, since relocations mostly
// come in order.
class ChainWriter {
 public:
  explicit ChainWriter(const FrameChain& chain) : chain_(chain), frame_(frames::first_of(chain)) {}

  void write_bytes(std::uint64_t offset, Bytes bytes) {
    while (!bytes.empty()) {
      const std::uint64_t in_page = offset % hal::kPageBytes;
      const std::uint64_t room = hal::kPageBytes - in_page;
      const std::size_t length = bytes.size() < room ? bytes.size() : room;
      go_to(static_cast<std::uint32_t>(offset / hal::kPageBytes));
      std::memcpy(frame_span(frame_).subspan(in_page, length).data(), bytes.data(), length);
      bytes = bytes.subspan(length);
      offset += length;
    }
  }
  void write_value(std::uint64_t offset, std::uint64_t value, std::uint64_t width) {
    std::array<std::byte, 8> bytes{};
    write<std::uint64_t>(bytes, 0, value);
    write_bytes(offset, Bytes(bytes).first(width));
  }

 private:
  void go_to(std::uint32_t page) {
    if (page >= chain_.count) kernel_bug("the loader writes past a segment");
    if (page < page_) {
      page_ = 0;
      frame_ = frames::first_of(chain_);
    }
    for (; page_ < page; ++page_) frame_ = frames::after(frame_);
  }

  FrameChain chain_;
  hal::Frame frame_;
  std::uint32_t page_ = 0;
};

FrameChain take_frames(std::uint64_t bytes) {
  const auto chain = frames::allocate(
      static_cast<std::uint32_t>(round_up(bytes, hal::kPageBytes) / hal::kPageBytes));
  if (!chain) kernel_bug("no frame is left for a process that the start had counted in");
  zero_frames(*chain);
  return *chain;
}

void fill_segment(Process& process, RegionIndex index, const std::optional<Part>& part,
                  hal::Access access) {
  Region& region = process.regions[index];
  region = {.base = {process.window.value + (part ? part->address : hal::kPageBytes)},
            .access = access,
            .frames = {}};
  if (!part || part->memory_size == 0) return;
  region.frames = take_frames(part->memory_size);
  if (part->size != 0) ChainWriter(region.frames).write_bytes(0, part->bytes);
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
  for (std::uint64_t at = 0; at < relocations.size(); at += kRelocationBytes) {
    write_in_window(process, read<std::uint64_t>(relocations, at),
                    process.window.value + read<std::uint64_t>(relocations, at + 8), 8);
  }
}

void patch(Process& process, Bytes patches, const hal::Layout& layout) {
  for (std::uint64_t at = 0; at < patches.size(); at += kPatchBytes) {
    const auto kind = static_cast<PatchKind>(read<std::uint32_t>(patches, at + 8));
    const std::uint64_t value =
        kind == PatchKind::kOwnerId16 ? process.owner : layout.owner_map.value;
    write_in_window(process, read<std::uint64_t>(patches, at), value, patch_width(kind));
  }
}

void resolve_imports(Process& process, const std::optional<Part>& imports) {
  if (!imports) return;
  for (std::uint64_t at = 0; at < imports->size; at += 8) {
    const auto number = read<std::uint64_t>(imports->bytes, at);
    if (number == 0) continue;
    ChainWriter(process.regions[kImportsRegion].frames)
        .write_value(at, hal::call_entry(static_cast<std::uint32_t>(number)).value, 8);
  }
}

void make_start_block(Process& process, const hal::Layout& layout) {
  Region& region = process.regions[kStartBlockRegion];
  region = {.base = {process.window.value + layout.window_bytes - kStartBlockFromEnd},
            .access = hal::Access::kReadOnly,
            .frames = take_frames(1)};
  ChainWriter writer(region.frames);
  writer.write_value(offsetof(abi::StartBlock, magic), abi::kStartBlockMagic, 8);
  writer.write_value(offsetof(abi::StartBlock, abi_version), abi::kAbiVersion, 4);
  writer.write_value(offsetof(abi::StartBlock, endpoint_count), process.record.endpoint_count, 4);
  writer.write_value(offsetof(abi::StartBlock, window_base), process.window.value, 8);
  writer.write_value(offsetof(abi::StartBlock, window_bytes), layout.window_bytes, 8);
  writer.write_bytes(offsetof(abi::StartBlock, name),
                     std::as_bytes(std::span(process.name.data(), process.name.size())));
}

}  // namespace

void load_process(ProcessId id, std::string_view name, std::uint16_t program_index,
                  const Program& program, const hal::Layout& layout) {
  Process& process = processes::get(id);
  process.state = ProcessState::kRunning;
  process.program = program_index;
  process.name = name;
  process.record = program.record;
  process.symbols = program.symbols;
  process.priority = static_cast<std::uint8_t>(program.record.priority);
  process.window = {layout.window_base.value + id.value * layout.window_bytes};
  process.image_bytes = program.image_end();
  process.window_bytes = layout.window_bytes;
  fill_segment(process, kTextRegion, program.text, hal::Access::kExecute);
  fill_segment(process, kReadOnlyRegion, program.read_only, hal::Access::kReadOnly);
  fill_segment(process, kImportsRegion, program.imports, hal::Access::kReadOnly);
  fill_segment(process, kDataRegion, program.data, hal::Access::kReadWrite);
  const std::uint64_t stack_top = process.window.value + layout.window_bytes - kStackTopFromEnd;
  process.regions[kStackRegion] = {.base = {stack_top - program.stack_bytes()},
                                   .access = hal::Access::kReadWrite,
                                   .frames = take_frames(program.stack_bytes())};
  make_start_block(process, layout);
  relocate(process, program.relocations);
  patch(process, program.patches, layout);
  resolve_imports(process, program.imports);
  for (const Region& region : process.regions) {
    if (region.frames.count != 0) map_region(region, process.owner);
  }
}

void set_start_endpoint(ProcessId id, std::uint32_t index, std::uint64_t handle) {
  ChainWriter(processes::get(id).regions[kStartBlockRegion].frames)
      .write_value(offsetof(abi::StartBlock, endpoints) + 8 * index, handle, 8);
}

void start_process(ProcessId id) {
  Process& process = processes::get(id);
  process.thread = sched::create(id);
  if (process.thread.none())
    kernel_bug("no thread record is left for a process that the start had counted in");
  ++process.live_threads;
  const Region& stack = process.stack();
  hal::prepare(sched::get(process.thread).context, {process.window.value + process.record.entry},
               process.regions[kStartBlockRegion].base.value, stack.base,
               {stack.base.value + stack.bytes()});
  sched::make_ready(process.thread);
}

}  // namespace kernel
