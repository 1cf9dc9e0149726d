// inspect_threads(first, infos, bytes): what the kernel knows of threads, from record `first` on,
// as many as fit; how many were written.
#include "calls/table.hpp"
#include "diagnosis/inspect.hpp"
#include "diagnosis/report.hpp"
#include "memory/ranges.hpp"
#include "sched/scheduler.hpp"

namespace kernel::calls {

std::int64_t inspect_threads(std::uint64_t first, std::uint64_t infos, std::uint64_t bytes) {
  const auto range = RangeChecks::writable(sched::calling_thread(), infos, bytes);
  if (!range || bytes > inspect::kMostBytes)
    end_caller("inspect_threads into a place that it may not write, or above 4096 bytes");
  return inspect::list(range->bytes(), first, inspect::thread);
}

}  // namespace kernel::calls
