// Reading and checking a program before anything of it is loaded. See program.hpp.
#include "process/program.hpp"

#include "abi/start_block.hpp"
#include "calls/groups.hpp"

namespace kernel {
using format::PartKind;

std::uint64_t Program::image_end() const {
  std::uint64_t end = 0;
  for (const std::optional<Part>* segment : {&text, &read_only, &imports, &data}) {
    if (*segment) end = (*segment)->address + round_up((*segment)->memory_size, hal::kPageBytes);
  }
  return end;
}

std::uint64_t Program::pages() const {
  std::uint64_t bytes = stack_bytes() + hal::kPageBytes;
  for (const std::optional<Part>* segment : {&text, &read_only, &imports, &data}) {
    if (*segment) bytes += round_up((*segment)->memory_size, hal::kPageBytes);
  }
  return bytes / hal::kPageBytes;
}

namespace {

bool holds(const Part& segment, std::uint64_t address) {
  return address - segment.address < segment.memory_size;
}

bool within(const std::optional<Part>& segment, std::uint64_t address, std::uint64_t bytes) {
  return segment && fits(address - segment->address, bytes, segment->memory_size);
}

Check check_segments(const Program& program, std::uint64_t window_bytes) {
  // The lower half of a window is for segments and heap, the next quarter for devices and DMA, the
  // last eighth for stacks.
  const std::uint64_t room = window_bytes / 2;
  if (program.stack_bytes() == 0 || program.record.stack_bytes > room ||
      program.record.thread_limit > kMostThreads ||
      stack_top_from_end(program.record.thread_limit, program.stack_bytes()) > window_bytes / 8)
    return Refusal{101, "the stack size is zero or the stacks do not fit the window",
                   program.record_part};
  std::uint64_t end = hal::kPageBytes;
  for (const std::optional<Part>* segment :
       {&program.text, &program.read_only, &program.imports, &program.data}) {
    if (!*segment) continue;
    const Part& part = **segment;
    if (part.address < end)
      return Refusal{102,
                     "the segment overlaps the one before it, or is not in the order text, "
                     "read-only, imports, data",
                     part.index};
    if (!fits(part.address, part.memory_size, room - hal::kPageBytes))
      return Refusal{103, "the segment does not fit the window beside the stack", part.index};
    end = part.address + round_up(part.memory_size, hal::kPageBytes);
  }
  if (!within(program.text, program.record.entry, 1))
    return Refusal{104, "the entry point is not in the text", program.record_part};
  if (program.record.memory_limit > room - program.image_end() - hal::kPageBytes)
    return Refusal{105, "the manifest's memory limit does not fit the window", program.record_part};
  if (program.pages() * hal::kPageBytes > program.record.memory_limit) {
    return Refusal{105, "segments and stack need more than the manifest's memory limit",
                   program.record_part};
  }
  return std::nullopt;
}

Check check_limits(const Program& program) {
  if (program.record.priority > 31)
    return Refusal{106, "the priority is above 31", program.record_part};
  if (program.record.thread_limit == 0)
    return Refusal{107, "the thread limit is zero", program.record_part};
  if (program.record.endpoint_count > abi::kMaxStartEndpoints ||
      program.record.endpoint_count > program.record.endpoint_limit) {
    return Refusal{108, "the program starts with more endpoints than its limit",
                   program.record_part};
  }
  return std::nullopt;
}

Check check_imports(const Program& program) {
  if (!program.imports) return std::nullopt;
  const Part& part = *program.imports;
  if (part.size % 8 != 0) return Refusal{110, "the import table is not whole slots", part.index};
  for (std::uint64_t at = 0; at < part.size; at += 8) {
    const auto number = read<std::uint64_t>(part.bytes, at);
    if (number == 0) continue;  // an empty slot: the null page stands behind it
    const std::optional<std::uint32_t> group = calls::group_of(number);
    if (!group)
      return Refusal{111, "an import slot names a kernel call that does not exist", part.index};
    if ((program.record.groups >> *group & 1) == 0)
      return Refusal{112, "an import slot names a kernel call that the manifest does not permit",
                     part.index};
  }
  return std::nullopt;
}

Check check_relocations(const Program& program) {
  if (program.relocations.size() % kRelocationBytes != 0)
    return Refusal{113, "the relocations are not whole entries", program.relocations_part};
  for (std::uint64_t at = 0; at < program.relocations.size(); at += kRelocationBytes) {
    const auto address = read<std::uint64_t>(program.relocations, at);
    const auto addend = read<std::uint64_t>(program.relocations, at + 8);
    if (!within(program.read_only, address, 8) && !within(program.data, address, 8)) {
      return Refusal{114, "a relocation is not in the read-only data or data",
                     program.relocations_part};
    }
    bool inside = false;
    for (const std::optional<Part>* segment :
         {&program.text, &program.read_only, &program.imports, &program.data})
      inside = inside || within(*segment, addend, 0);
    if (!inside)
      return Refusal{115, "a relocation points outside the program's segments",
                     program.relocations_part};
  }
  return std::nullopt;
}

Check check_patches(const Program& program, const hal::Layout& layout) {
  if (program.patches.size() % kPatchBytes != 0)
    return Refusal{116, "the patches are not whole entries", program.patches_part};
  for (std::uint64_t at = 0; at < program.patches.size(); at += kPatchBytes) {
    const auto address = read<std::uint64_t>(program.patches, at);
    const auto kind = read<std::uint32_t>(program.patches, at + 8);
    if (kind < 1 || kind > 3 || read<std::uint32_t>(program.patches, at + 12) != 0)
      return Refusal{117, "a patch is of an unknown kind", program.patches_part};
    const std::uint64_t width = patch_width(static_cast<PatchKind>(kind));
    if (!within(program.text, address, width) && !within(program.read_only, address, width) &&
        !within(program.data, address, width)) {
      return Refusal{118, "a patch is not in the program's segments", program.patches_part};
    }
    if (kind == 2 && layout.owner_map.value >= 0x8000'0000) {
      return Refusal{
          119, "the program needs the owner map below 2 GiB, and on this machine it is not there",
          program.patches_part};
    }
  }
  return std::nullopt;
}

}  // namespace

bool is_the_same_for_all(const Program& program, const std::optional<Part>& segment) {
  if (!segment || segment->memory_size == 0) return false;
  for (std::uint64_t at = 0; at < program.relocations.size(); at += kRelocationBytes) {
    if (holds(*segment, read<std::uint64_t>(program.relocations, at))) return false;
  }
  for (std::uint64_t at = 0; at < program.patches.size(); at += kPatchBytes) {
    if (holds(*segment, read<std::uint64_t>(program.patches, at))) return false;
  }
  return true;
}

std::uint64_t shared_pages(const Program& program) {
  std::uint64_t bytes = 0;
  for (const std::optional<Part>* segment : {&program.text, &program.read_only, &program.imports}) {
    if (is_the_same_for_all(program, *segment))
      bytes += round_up((*segment)->memory_size, hal::kPageBytes);
  }
  return bytes / hal::kPageBytes;
}

Check read_program(const ImageView& view, std::uint16_t index, Program& program) {
  KERNEL_TRY_CHECK(read_program_record(view, index, program.record));
  for (std::uint32_t i = 0; i < view.part_count(); ++i) {
    const Part part = view.part(i);
    if (part.program != index) continue;
    switch (part.kind) {
      case PartKind::kProgramRecord:
        program.record_part = i;
        break;
      case PartKind::kText:
        program.text = part;
        break;
      case PartKind::kReadOnlyData:
        program.read_only = part;
        break;
      case PartKind::kImports:
        program.imports = part;
        break;
      case PartKind::kData:
        program.data = part;
        break;
      case PartKind::kRelocations:
        program.relocations = part.bytes;
        program.relocations_part = i;
        break;
      case PartKind::kPatches:
        program.patches = part.bytes;
        program.patches_part = i;
        break;
      case PartKind::kSymbols:
        program.symbols = part.bytes;
        break;
      default:
        break;  // bitcode, debug information, evidence and manifest are for other eyes
    }
  }
  if (!program.text) return Refusal{100, "a program has no text", program.record_part};
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
