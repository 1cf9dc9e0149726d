// The kernel's view of frames and, after a check against the owner map or a region, of a SIP's own
// memory. The only code that turns a number that a SIP passed into something the kernel reads or
// writes.
#pragma once
#include <cstring>
#include <span>
#include <string_view>

#include "hal/memory.hpp"

namespace kernel {

// SAFETY: hal::frame_bytes gives one whole readable and writable page; the caller does not write a
// frame that is mapped executable.
inline std::span<std::byte> frame_span(hal::Frame frame) {
  return {hal::frame_bytes(frame), hal::kPageBytes};
}

// A range of the running address space that a check in memory/ranges.hpp has passed. Holding one
// proves: mapped, owned by the SIP that asked, and (writable) not in its read-only segments. It is
// good until that SIP runs again.
class CheckedRange {
 public:
  CheckedRange() = default;
  std::uint64_t address() const { return address_; }
  std::uint64_t size() const { return bytes_; }

  // SAFETY: only the range checks make a CheckedRange, see above.
  std::span<std::byte> bytes() const { return {reinterpret_cast<std::byte*>(address_), bytes_}; }
  std::string_view text() const { return {reinterpret_cast<const char*>(address_), bytes_}; }

 private:
  friend class RangeChecks;
  CheckedRange(std::uint64_t address, std::uint64_t bytes) : address_(address), bytes_(bytes) {}
  std::uint64_t address_ = 0, bytes_ = 0;
};

}  // namespace kernel
