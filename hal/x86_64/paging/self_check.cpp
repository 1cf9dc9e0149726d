// Walks every page table from CR3 and looks for memory that can be both written and executed.
// Independent of frame_uses.cpp on purpose.
//
// SAFETY: in the whole file, reads tables that CR3
// reaches, through the direct map, and writes only its own bitmap.
#include "hal/self_check.hpp"

#include <cstring>

#include "cpu/instructions.hpp"
#include "hal/memory.hpp"
#include "paging/address_space.hpp"
#include "paging/early_frames.hpp"
#include "paging/self_check.hpp"

namespace hal::x86 {
namespace {

std::uint8_t* executable_frames;  // bit per frame
std::uint32_t frame_count;

// Calls visit(entry, frames) for every present leaf; write and execute rights of the upper levels
// are taken into account.
template <class Visit>
void for_each_leaf(std::uint64_t table, unsigned level, bool writable, bool executable,
                   Visit& visit) {
  for (std::uint64_t entry : *direct<const Table>(table & kFrameMask)) {
    if (!(entry & kPresent)) continue;
    const bool w = writable && (entry & kWritable);
    const bool x = executable && !(entry & kNoExecute);
    if (level == 0 || entry & kHuge) {
      if (level > 0) entry &= ~(1ull << 12);  // PAT bit of a large page
      visit((entry & kFrameMask) / kPageBytes, 1ull << (9 * level), w, x);
    } else {
      for_each_leaf(entry, level - 1, w, x, visit);
    }
  }
}

}  // namespace

void start_self_check(std::uint32_t frames) {
  const std::uint32_t bytes = (frames + 7) / 8;
  executable_frames = reinterpret_cast<std::uint8_t*>(frame_bytes(
      early_frames.take(static_cast<std::uint32_t>((bytes + kPageBytes - 1) / kPageBytes))));
  frame_count = frames;
}

}  // namespace hal::x86

namespace hal {

std::uint64_t w_xor_x_violations() {
  using namespace x86;
  std::uint64_t violations = 0;
  std::memset(executable_frames, 0, (frame_count + 7) / 8);
  auto mark = [&](std::uint64_t frame, std::uint64_t count, bool writable, bool executable) {
    if (executable && writable) violations += 1;
    if (executable)
      for (std::uint64_t f = frame; f < frame + count && f < frame_count; ++f)
        executable_frames[f / 8] |= static_cast<std::uint8_t>(1 << f % 8);
  };
  auto find_aliases = [&](std::uint64_t frame, std::uint64_t count, bool writable,
                          bool executable) {
    if (!writable || executable) return;
    for (std::uint64_t f = frame; f < frame + count && f < frame_count; ++f)
      if (executable_frames[f / 8] >> f % 8 & 1) violations += 1;
  };
  for_each_leaf(read_cr<3>(), 3, true, true, mark);
  for_each_leaf(read_cr<3>(), 3, true, true, find_aliases);
  return violations;
}

}  // namespace hal
