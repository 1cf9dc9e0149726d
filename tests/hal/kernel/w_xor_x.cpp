// Walks every page table from CR3 and looks for memory that can be both written and executed: a
// witness that believes none of the counts that the HAL's map() keeps, and shares no code with it.
#include <cstring>

#include "test_kernel.hpp"

namespace test {
namespace {

constexpr std::uint64_t kPresent = 1, kWritable = 2, kHuge = 1 << 7, kNoExecute = 1ull << 63;
constexpr std::uint64_t kFrameMask = 0x000f'ffff'ffff'f000;

// A bit for each frame of the most RAM that the HAL uses (64 GiB).
constexpr std::uint64_t kFrames = 1 << 24;
std::uint8_t executable_frames[kFrames / 8];

// Calls visit(frame, frames, writable, executable) for every present leaf; write and execute rights
// of the upper levels are taken into account.
template <class Visit>
void for_each_leaf(std::uint64_t table, unsigned level, bool writable, bool executable,
                   Visit& visit) {
  const auto* entries = reinterpret_cast<const std::uint64_t*>(
      hal::frame_bytes({static_cast<std::uint32_t>((table & kFrameMask) / hal::kPageBytes)}));
  for (unsigned i = 0; i < 512; ++i) {
    std::uint64_t entry = entries[i];
    if (!(entry & kPresent)) continue;
    const bool w = writable && (entry & kWritable);
    const bool x = executable && !(entry & kNoExecute);
    if (level == 0 || entry & kHuge) {
      if (level > 0) entry &= ~(1ull << 12);  // PAT bit of a large page
      visit((entry & kFrameMask) / hal::kPageBytes, 1ull << (9 * level), w, x);
    } else {
      for_each_leaf(entry, level - 1, w, x, visit);
    }
  }
}

}  // namespace

std::uint64_t w_xor_x_violations() {
  std::uint64_t violations = 0, root;
  asm volatile("mov %%cr3, %0" : "=r"(root));
  std::memset(executable_frames, 0, sizeof(executable_frames));
  auto mark = [&](std::uint64_t frame, std::uint64_t count, bool writable, bool executable) {
    if (executable && writable) violations += 1;
    if (executable)
      for (std::uint64_t f = frame; f < frame + count && f < kFrames; ++f)
        executable_frames[f / 8] |= static_cast<std::uint8_t>(1 << f % 8);
  };
  auto find_aliases = [&](std::uint64_t frame, std::uint64_t count, bool writable,
                          bool executable) {
    if (!writable || executable) return;
    for (std::uint64_t f = frame; f < frame + count && f < kFrames; ++f)
      if (executable_frames[f / 8] >> f % 8 & 1) violations += 1;
  };
  for_each_leaf(root, 3, true, true, mark);
  for_each_leaf(root, 3, true, true, find_aliases);
  return violations;
}

}  // namespace test
