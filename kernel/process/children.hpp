// Processes that processes make. See process_create.
#pragma once
#include "abi/start_block.hpp"
#include "process/process.hpp"

namespace kernel::children {

// The kernel's copy of what the creator asked for.
struct Request {
  std::uint32_t creates_index = 0, endpoint_count = 0, argument_count = 0;
  std::array<char, 32> name{};
  std::array<std::uint64_t, abi::kMaxStartEndpoints> endpoints{};
  std::array<std::uint64_t, abi::kMaxArguments> arguments{};
};

// What is wrong with the request, as misuse; empty = nothing.
std::string_view check(ProcessId creator, const Request& request);
// A checked request: the child, with the creator's endpoints; none when a limit or capacity is used
// up, and then the creator keeps its endpoints.
ProcessId create(ProcessId creator, const Request& request);

}  // namespace kernel::children
