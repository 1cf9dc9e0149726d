// Handles: a number that names a record (index + 1), what kind of thing it is, and which life of
// the record is meant. Holding one proves nothing: whoever looks it up compares it with the
// record's.
#pragma once
#include "abi/records.hpp"

namespace kernel {

constexpr std::uint64_t make_handle(abi::HandleKind kind, std::uint32_t generation,
                                    std::uint32_t index) {
  return std::uint64_t{generation} << 32 |
         static_cast<std::uint64_t>(kind) << abi::kHandleKindShift | (index + 1);
}

// Outside of every table if the handle names nothing.
constexpr std::uint32_t index_in(std::uint64_t handle) {
  constexpr std::uint64_t kIndexMask = (std::uint64_t{1} << abi::kHandleKindShift) - 1;
  return static_cast<std::uint32_t>((handle & kIndexMask) - 1);
}

constexpr bool is_kind(std::uint64_t handle, abi::HandleKind kind) {
  return (handle >> abi::kHandleKindShift & 0xf) == static_cast<std::uint64_t>(kind);
}

}  // namespace kernel
