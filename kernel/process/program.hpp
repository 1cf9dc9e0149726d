// A program of the image as the loader needs it: its segments checked against each other and
// against its record. Holding a Program that passed check() proves that loading it, given frames,
// cannot go wrong.
#pragma once
#include "hal/boot.hpp"
#include "image/records.hpp"

namespace kernel {

struct Program {
  ProgramRecord record;
  std::uint32_t record_part = 0;
  std::optional<Part> text, read_only, imports, data;
  Bytes relocations, patches, symbols;
  std::uint32_t relocations_part = 0, patches_part = 0;

  std::uint64_t stack_bytes() const { return round_up(record.stack_bytes, hal::kPageBytes); }
  std::uint64_t image_end() const;  // one past the last segment, whole pages
  std::uint64_t pages() const;      // everything that one process of it needs
};

inline constexpr std::uint64_t kRelocationBytes = 16;
inline constexpr std::uint64_t kPatchBytes = 16;
enum class PatchKind : std::uint32_t { kOwnerId16 = 1, kOwnerMap32 = 2, kOwnerMap64 = 3 };
constexpr std::uint64_t patch_width(PatchKind kind) {
  return kind == PatchKind::kOwnerId16 ? 2 : kind == PatchKind::kOwnerMap32 ? 4 : 8;
}

// Offsets from the end of a window: start block, guard, stack, guard.
inline constexpr std::uint64_t kStartBlockFromEnd = 2 * hal::kPageBytes;
inline constexpr std::uint64_t kStackTopFromEnd = 4 * hal::kPageBytes;
// Stacks of threads lie below each other, a guard page between them. The top of slot n, as a
// distance from the window's end.
constexpr std::uint64_t stack_top_from_end(std::uint64_t slot, std::uint64_t stack_bytes) {
  return kStackTopFromEnd + slot * (stack_bytes + hal::kPageBytes);
}

inline constexpr std::uint32_t kMostThreads =
    1024;  // of one process: Process::stack_slots_used has a bit for each

// Nothing in the segment is relocated or patched for one process: all processes of the program can
// map the same frames.
bool is_the_same_for_all(const Program& program, const std::optional<Part>& segment);
std::uint64_t shared_pages(const Program& program);

Check read_program(const ImageView& view, std::uint16_t index, Program& program);
Check check_program(const Program& program, const hal::Layout& layout);

}  // namespace kernel
