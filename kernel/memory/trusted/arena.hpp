// Where the kernel's tables come from: once, at start, from one range of free frames. Nothing is
// given back. The only code that turns frames into typed records.
#pragma once
#include <new>
#include <span>

#include "base/pool.hpp"
#include "base/text.hpp"
#include "base/trusted/bytes.hpp"
#include "hal/memory.hpp"

namespace kernel {

// Ends the system: its capacities need larger tables, or more memory, than the machine has.
[[noreturn]] void refuse_for_memory();

class Arena {
 public:
  explicit Arena(hal::FrameRange range) : range_(range) {}

  template <class T>
  hal::Lasting<T> carve(std::uint64_t count) {
    const std::uint64_t align = alignof(T) < 16 ? 16 : alignof(T);
    const std::uint64_t at = round_up(used_, align);
    if (!array_fits(at, count, sizeof(T), std::uint64_t{range_.count} * hal::kPageBytes))
      refuse_for_memory();
    used_ = at + count * sizeof(T);
    // SAFETY: the range is the kernel's own, its frames are contiguous in the kernel's view, the
    // piece is aligned, in bounds and handed out once; every element is constructed before anyone
    // sees it.
    auto* const first = reinterpret_cast<T*>(hal::frame_bytes(range_.first) + at);
    for (std::uint64_t i = 0; i < count; ++i) ::new (static_cast<void*>(first + i)) T{};
    return hal::detail::LastingMaker::of(std::span<T>(first, count));
  }

  template <class Record, class RecordId>
  Table<Record, RecordId> carve_table(std::uint32_t count) {
    return {carve<Record>(count).data(), count};
  }
  template <class Record, class RecordId, auto Link, Reuse Order>
  void make(Pool<Record, RecordId, Link, Order>& pool, std::uint32_t count) {
    pool = Pool<Record, RecordId, Link, Order>(carve_table<Record, RecordId>(count));
  }

  // Whole frames, for page tables.
  hal::FrameRange carve_frames(std::uint32_t count) {
    used_ = round_up(used_, hal::kPageBytes);
    const auto first = static_cast<std::uint32_t>(used_ / hal::kPageBytes);
    if (count > range_.count - first) refuse_for_memory();
    used_ += std::uint64_t{count} * hal::kPageBytes;
    return {{range_.first.number + first}, count};
  }

  hal::FrameRange rest() const {
    const auto used =
        static_cast<std::uint32_t>(round_up(used_, hal::kPageBytes) / hal::kPageBytes);
    return {{range_.first.number + used}, range_.count - used};
  }

 private:
  hal::FrameRange range_;
  std::uint64_t used_ = 0;
};

}  // namespace kernel
