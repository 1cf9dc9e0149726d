// Reading and checking a program before anything of it is loaded. See program.hpp.
#include "process/program.hpp"

#include "calls/trusted/groups.hpp"

#include "abi/start_block.hpp"

namespace kernel {
std::uint64_t Program::image_end() const {
  std::uint64_t end = 0;
  for (std::size_t i = 0; i < kSegmentCount; ++i) {
    if (segment(i)) end = segment(i)->address + round_up(segment(i)->memory_size, hal::kPageBytes);
  }
  return end;
}

std::uint64_t Program::pages() const {
  std::uint64_t pages = hal::pages_in(stack_bytes()) + 1;
  for (std::size_t i = 0; i < kSegmentCount; ++i)
    pages += segment(i) ? hal::pages_in(segment(i)->memory_size) : 0;
  return pages;
}

namespace {

bool is_within(const Program& program, std::uint64_t address, std::uint64_t bytes,
               auto... segments) {
  const auto holds = [&](RegionIndex index) {
    const std::optional<Part>& segment = program.segment(index);
    return segment && fits(address - segment->address, bytes, segment->memory_size);
  };
  return (holds(segments) || ...);
}

Check check_segments(const Program& program, std::uint64_t window_bytes) {
  // The lower half of a window is for segments and heap, the next quarter for devices and DMA, the
  // last eighth for stacks.
  const std::uint64_t room = window_bytes / 2;
  const ProgramRecord& record = program.record;
  const std::uint32_t place = program.place_of(PartKind::kProgramRecord);
  if (program.stack_bytes() == 0 || record.stack_bytes > room ||
      record.call_stack_bytes >= record.stack_bytes ||
      record.call_stack_bytes % hal::kPageBytes != 0 || record.thread_limit > kMostThreads ||
      stack_top_from_end(record.thread_limit, program.stack_bytes()) > window_bytes / 8)
    return Refusal{101, "a stack's size is zero or the stacks do not fit the window", place};
  std::uint64_t end = hal::kPageBytes;
  for (std::size_t i = 0; i < kSegmentCount; ++i) {
    if (!program.segment(i)) continue;
    const Part& part = *program.segment(i);
    if (part.address < end)
      return Refusal{102,
                     "the segment overlaps the one before it, or is not in the order text, "
                     "read-only, imports, data",
                     part.index};
    if (!fits(part.address, part.memory_size, room - hal::kPageBytes))
      return Refusal{103, "the segment does not fit the window beside the stack", part.index};
    end = part.address + round_up(part.memory_size, hal::kPageBytes);
  }
  if (!is_within(program, record.entry, 1, kTextRegion))
    return Refusal{104, "the entry point is not in the text", place};
  if (record.memory_limit > room - program.image_end() - hal::kPageBytes)
    return Refusal{105, "the manifest's memory limit does not fit the window", place};
  if (program.pages() * hal::kPageBytes > record.memory_limit)
    return Refusal{105, "segments and stack need more than the manifest's memory limit", place};
  return std::nullopt;
}

Check check_limits(const Program& program) {
  const ProgramRecord& record = program.record;
  const std::uint32_t place = program.place_of(PartKind::kProgramRecord);
  if (record.priority > 31) return Refusal{106, "the priority is above 31", place};
  if (record.thread_limit == 0) return Refusal{107, "the thread limit is zero", place};
  if (record.endpoint_count > abi::kMaxStartEndpoints ||
      record.endpoint_count > record.endpoint_limit)
    return Refusal{108, "the program starts with more endpoints than its limit", place};
  return std::nullopt;
}

Check check_imports(const Program& program) {
  const ImageBytes slots = program.bytes_of(PartKind::kImports);
  const std::uint32_t place = program.place_of(PartKind::kImports);
  if (slots.size() % 8 != 0) return Refusal{110, "the import table is not whole slots", place};
  for (std::uint64_t at = 0; at < slots.size(); at += 8) {
    const auto number = read<std::uint64_t>(slots, at);
    if (number == 0) continue;  // an empty slot: the null page stands behind it
    const std::optional<std::uint32_t> group = group_of(number);
    if (!group)
      return Refusal{111, "an import slot names a kernel call that does not exist", place};
    if ((program.record.groups >> *group & 1) == 0)
      return Refusal{112, "an import slot names a kernel call that the manifest does not permit",
                     place};
  }
  return std::nullopt;
}

Check check_relocations(const Program& program) {
  const ImageBytes relocations = program.bytes_of(PartKind::kRelocations);
  const std::uint32_t place = program.place_of(PartKind::kRelocations);
  if (relocations.size() % kEntryBytes != 0)
    return Refusal{113, "the relocations are not whole entries", place};
  for (std::uint64_t at = 0; at < relocations.size(); at += kEntryBytes) {
    const auto entry = read<Relocation>(relocations, at);
    if (!is_within(program, entry.address, 8, kReadOnlyRegion, kDataRegion))
      return Refusal{114, "a relocation is not in the read-only data or data", place};
    if (!is_within(program, entry.addend, 0, kTextRegion, kReadOnlyRegion, kImportsRegion,
                   kDataRegion))
      return Refusal{115, "a relocation points outside the program's segments", place};
  }
  return std::nullopt;
}

Check check_patches(const Program& program, const hal::Layout& layout) {
  const ImageBytes patches = program.bytes_of(PartKind::kPatches);
  const std::uint32_t place = program.place_of(PartKind::kPatches);
  if (patches.size() % kEntryBytes != 0)
    return Refusal{116, "the patches are not whole entries", place};
  for (std::uint64_t at = 0; at < patches.size(); at += kEntryBytes) {
    const auto patch = read<Patch>(patches, at);
    if (patch.kind < PatchKind::kOwnerId16 || patch.kind > PatchKind::kOwnerMap64 ||
        patch.zero != 0)
      return Refusal{117, "a patch is of an unknown kind", place};
    if (!is_within(program, patch.address, patch_width(patch.kind), kTextRegion, kReadOnlyRegion,
                   kDataRegion))
      return Refusal{118, "a patch is not in the program's segments", place};
    if (patch.kind == PatchKind::kOwnerMap32 && layout.owner_map.value >= 0x8000'0000)
      return Refusal{
          119, "the program needs the owner map below 2 GiB, and on this machine it is not there",
          place};
  }
  return std::nullopt;
}

}  // namespace

bool is_the_same_for_all(const Program& program, std::size_t index) {
  const std::optional<Part>& segment = program.segment(index);
  if (!segment || segment->memory_size == 0) return false;
  for (const PartKind kind : std::array{PartKind::kRelocations, PartKind::kPatches}) {
    const ImageBytes entries = program.bytes_of(kind);
    for (std::uint64_t at = 0; at < entries.size(); at += kEntryBytes) {
      if (read<std::uint64_t>(entries, at) - segment->address < segment->memory_size) return false;
    }
  }
  return true;
}

std::uint64_t shared_pages(const Program& program) {
  std::uint64_t pages = 0;
  for (std::size_t i = 0; i < kDataRegion; ++i) {
    if (is_the_same_for_all(program, i)) pages += hal::pages_in(program.segment(i)->memory_size);
  }
  return pages;
}

Check read_program(const ImageView& view, std::uint16_t index, Program& program) {
  KERNEL_TRY_CHECK(read_program_record(view, index, program.record));
  for (std::uint32_t i = 0; i < view.part_count(); ++i) {
    const Part part = view.part(i);
    const auto kind = static_cast<std::size_t>(part.kind);
    // Bitcode, debug information, evidence and manifest are for other eyes.
    if (part.program == index && kind <= Program::kLastPart) program.parts[kind] = part;
  }
  if (!program.segment(kTextRegion))
    return Refusal{100, "a program has no text", program.place_of(PartKind::kProgramRecord)};
  return std::nullopt;
}

Check check_program(const Program& program, const hal::Layout& layout) {
  KERNEL_TRY_CHECK(check_segments(program, layout.window_bytes));
  KERNEL_TRY_CHECK(check_limits(program));
  KERNEL_TRY_CHECK(check_imports(program));
  KERNEL_TRY_CHECK(check_relocations(program));
  return check_patches(program, layout);
}

}  // namespace kernel
