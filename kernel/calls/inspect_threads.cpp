// inspect_threads(first, infos, bytes): what the kernel knows of threads, from record `first` on,
// as many as fit; how many were written.
#include "calls/call.hpp"

std::int64_t kernel::calls::inspect_threads(std::uint64_t first, std::uint64_t infos,
                                            std::uint64_t bytes) {
  return inspect::list<abi::ThreadInfo>(answer_at(infos, bytes).bytes(), first,
                                        sched::table.count(),
                                        [](std::uint32_t index) { return inspect::thread(index); });
}
