// A number that a check has found to be one of an enumeration's, as that. Anything else is a kernel
// bug, and traps.
#pragma once
#include <cstdint>

namespace kernel {

template <auto First, decltype(First) Last>
constexpr decltype(First) to_enum(std::uint64_t number) {
  using Enum = decltype(First);
  if (number < static_cast<std::uint64_t>(First) || number > static_cast<std::uint64_t>(Last))
      [[unlikely]]
    __builtin_trap();
  return static_cast<Enum>(number);
}

}  // namespace kernel
