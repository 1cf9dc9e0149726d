// inspect_processes(first, infos, bytes): what the kernel knows of processes, from record `first`
// on, as many as fit; how many were written.
#include "calls/call.hpp"

std::int64_t kernel::calls::inspect_processes(std::uint64_t first, std::uint64_t infos,
                                              std::uint64_t bytes) {
  return inspect::list<abi::ProcessInfo>(
      answer_at(infos, bytes).bytes(), first, processes::table.count(),
      [](std::uint32_t index) { return inspect::process(index); });
}
