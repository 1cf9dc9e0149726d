// The kernel's own place for one message: where a message that owns something is checked and
// changed, out of reach of the SIP's other threads.
#pragma once
#include <array>
#include <span>

#include "channel/contract.hpp"

namespace kernel::channels {

// SAFETY: used under the kernel's lock, by one path at a time, and never kept: whoever asks for it
// again overwrites it.
inline std::array<std::byte, kMaxSlotBytes> scratch_bytes;
inline std::span<std::byte> scratch(std::uint32_t bytes) {
  return std::span(scratch_bytes).first(bytes);
}

}  // namespace kernel::channels
