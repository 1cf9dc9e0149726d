// Processes that processes make. See process_create.
#pragma once
#include "abi/start_block.hpp"
#include "process/process.hpp"

namespace kernel::children {

// The kernel's copy of what the creator asked for, with the two lists that it points to.
struct Request : abi::NewProcess {
  std::array<std::uint64_t, abi::kMaxStartEndpoints> handles{};
  std::array<std::uint64_t, abi::kMaxArguments> values{};
};

// An export that nobody imports: its server finds the peer closed. False: no channel is left.
[[nodiscard]] bool give_closed_export(ProcessId child, std::uint32_t index,
                                      const StartEndpoint& needed);
// What is wrong with the request, as misuse; empty = nothing.
std::string_view check(ProcessId creator, const Request& request);
// A checked request: the child, with the creator's endpoints; none when a limit or capacity is used
// up, and then the creator keeps its endpoints.
ProcessId create(ProcessId creator, const Request& request);

}  // namespace kernel::children
