// W^X across aliases: see frame_uses.hpp.
#include "paging/frame_uses.hpp"

#include "cpu/instructions.hpp"
#include "device/power.hpp"
#include "paging/page_tables.hpp"

namespace hal::x86 {

constinit FrameUses frame_uses;

namespace {
void set_direct_map_writable(Frame frame, bool writable) {
  const std::uint64_t page = kDirectMap + std::uint64_t{frame.number} * kPageBytes;
  std::uint64_t* entry = page_tables.leaf(page);
  if (!entry || !(*entry & kPresent)) stop("[H-031] map: the frame is not RAM");
  // SAFETY: the entry belongs to the direct map; taking or giving the write bit changes no address.
  *entry = writable ? *entry | kWritable : *entry & ~kWritable;
  invalidate_page(page);
}
}  // namespace

void FrameUses::add(Frame frame, Access access) {
  if (frame.number >= count_) stop("[H-031] map: the frame is not RAM");
  Use& use = uses_[frame.number];
  if (access == Access::kReadWrite) {
    if (use.executable != 0) stop("[H-032] map: the frame is mapped executable elsewhere");
    use.writable += 1;
  } else if (access == Access::kExecute) {
    if (use.writable != 0) stop("[H-033] map: the frame is mapped writable elsewhere");
    if (use.executable == 0) set_direct_map_writable(frame, false);
    use.executable += 1;
  }
}

void FrameUses::remove(Frame frame, Access access) {
  Use& use = uses_[frame.number];
  if (access == Access::kReadWrite) {
    use.writable -= 1;
  } else if (access == Access::kExecute) {
    use.executable -= 1;
    if (use.executable == 0) set_direct_map_writable(frame, true);
  }
}

}  // namespace hal::x86
