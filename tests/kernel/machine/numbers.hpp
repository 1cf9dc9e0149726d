// Kernel calls by name, for scripts.
#pragma once
#include <cstdint>

namespace machine::number {

#define CALL(number, name, group, parameters, result) inline constexpr std::uint32_t name = number;
#include "abi/calls.def"

}  // namespace machine::number
