// A program of the image as the loader needs it: its segments checked against each other and
// against its record. Holding a Program that passed check() proves that loading it, given frames,
// cannot go wrong.
#pragma once
#include "hal/boot.hpp"
#include "image/records.hpp"
#include "memory/regions.hpp"

namespace kernel {

struct Program {
  static constexpr auto kLastPart = static_cast<std::size_t>(PartKind::kSymbols);
  ProgramRecord record;
  // By kind, as far as the kernel reads them: record, segments, relocations, patches, symbols.
  std::array<std::optional<Part>, kLastPart + 1> parts;
  // Segments that every process of the program has alike (nothing in them is relocated or patched
  // for one process): filled at start and mapped by all of them. No frames where each has its own.
  std::array<FrameChain, kSegmentCount> shared;

  const std::optional<Part>& part(PartKind kind) const {
    return parts[static_cast<std::size_t>(kind)];
  }
  const std::optional<Part>& segment(std::size_t index) const {
    return parts[static_cast<std::size_t>(PartKind::kText) + index];
  }
  ImageBytes bytes_of(PartKind kind) const { return part(kind) ? part(kind)->bytes : ImageBytes{}; }
  // For a refusal: where in the image the part is, or the record that is at fault.
  std::uint32_t place_of(PartKind kind) const {
    return part(part(kind) ? kind : PartKind::kProgramRecord)->index;
  }
  std::uint64_t stack_bytes() const { return round_up(record.stack_bytes, hal::kPageBytes); }
  std::uint64_t image_end() const;  // one past the last segment, whole pages
  std::uint64_t pages() const;      // everything that one process of it needs
};

enum class PatchKind : std::uint32_t { kOwnerId16 = 1, kOwnerMap32 = 2, kOwnerMap64 = 3 };
constexpr std::uint64_t patch_width(PatchKind kind) {
  return kind == PatchKind::kOwnerId16 ? 2 : kind == PatchKind::kOwnerMap32 ? 4 : 8;
}

// Entries of the parts that are applied to a process's own copy of a segment, as they are stored.
struct Relocation {
  std::uint64_t address, addend;
};
struct Patch {
  std::uint64_t address;
  PatchKind kind;
  std::uint32_t zero;
};
inline constexpr std::uint64_t kEntryBytes = 16;
static_assert(sizeof(Relocation) == kEntryBytes && sizeof(Patch) == kEntryBytes);

// Offsets from the end of a window: start block, guard, call stack, guard, stack, guard.
inline constexpr std::uint64_t kStartBlockFromEnd = 2 * hal::kPageBytes;
inline constexpr std::uint64_t kStackTopFromEnd = 4 * hal::kPageBytes;
// The two stacks of a thread, and those of all threads, lie below each other, a guard page between
// them. The top of slot n, as a distance from the window's end.
constexpr std::uint64_t stack_top_from_end(std::uint64_t slot, std::uint64_t stack_bytes) {
  return kStackTopFromEnd + slot * (stack_bytes + 2 * hal::kPageBytes);
}

// Of one process: Process::stack_slots_used has a bit for each.
inline constexpr std::uint32_t kMostThreads = 1024;

// Nothing in the segment is relocated or patched for one process: all processes of the program can
// map the same frames.
bool is_the_same_for_all(const Program& program, std::size_t segment);
std::uint64_t shared_pages(const Program& program);

Check read_program(const ImageView& view, std::uint16_t index, Program& program);
Check check_program(const Program& program, const hal::Layout& layout);

}  // namespace kernel
