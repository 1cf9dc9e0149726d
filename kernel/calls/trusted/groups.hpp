// Which group of the manifest a kernel call belongs to, from abi/calls.def.
#pragma once
#include <cstdint>
#include <optional>

namespace kernel {

// SAFETY: fenced because the macros are expanded in a file of the calling interface; these are
// numbers alone.
enum Group : std::uint32_t {
#define GROUP(bit, name) k_##name = bit,
#include "abi/calls.def"
};

// Bit number of the call's group; nothing if there is no such call.
inline std::optional<std::uint32_t> group_of(std::uint64_t number) {
  switch (number) {
#define CALL(call, name, group, parameters, result) \
  case call:                                        \
    return k_##group;
#include "abi/calls.def"
    default:
      return std::nullopt;
  }
}

}  // namespace kernel
