// Which group each kernel call belongs to, by number: what the loader compares with a program's
// grants. From abi/calls.def.
#pragma once
#include <cstdint>
#include <optional>

namespace kernel::calls {

// Bit number of the call's group; nothing if there is no such call.
std::optional<std::uint32_t> group_of(std::uint64_t number);

}  // namespace kernel::calls
