// Messages in memory: word-wise copies between a SIP's buffer and a slot, and the owner fields in
// them. Sizes are multiples of 8 and were checked by the contract's table and the call.
#pragma once
#include <array>
#include <cstdint>
#include <span>

#include "channel/contract.hpp"

namespace kernel {

// SAFETY: the caller has checked that both places hold `bytes` bytes (a slot of the contract's
// size, a CheckedRange); alignment is the compiler's business, x86 does not care.
inline void copy_message(std::byte* to, const std::byte* from, std::uint32_t bytes) {
#pragma clang loop unroll(disable)
  for (std::uint64_t left = bytes; left != 0; left -= 8)  // nearly always once
    __builtin_memcpy(to + left - 8, from + left - 8, 8);
}

inline void copy_message(std::span<std::byte> to, std::span<const std::byte> from,
                         std::uint32_t bytes) {
  copy_message(to.first(bytes).data(), from.first(bytes).data(), bytes);
}

inline std::uint64_t word_at(std::span<const std::byte> message, std::uint32_t offset) {
  std::uint64_t value = 0;
  __builtin_memcpy(&value, message.subspan(offset, 8).data(), 8);
  return value;
}

inline void set_word(std::span<std::byte> message, std::uint32_t offset, std::uint64_t value) {
  __builtin_memcpy(message.subspan(offset, 8).data(), &value, 8);
}

// The kernel's own place for one message: where a message that owns something is checked and
// changed, out of reach of the SIP's other threads.

namespace channels {

// SAFETY: used under the kernel's lock, by one path at a time, and never kept: whoever asks for it
// again overwrites it.
inline std::array<std::byte, kMaxSlotBytes> scratch_bytes;
inline std::span<std::byte> scratch(std::uint32_t bytes) {
  return std::span(scratch_bytes).first(bytes);
}

}  // namespace channels

}  // namespace kernel
