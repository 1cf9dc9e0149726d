// inspect_trace(first, events, bytes): events of the trace ring from number `first` on (or the
// oldest that is left), as many as fit; how many were written.
#include "calls/table.hpp"
#include "diagnosis/inspect.hpp"
#include "diagnosis/report.hpp"
#include "memory/ranges.hpp"
#include "sched/scheduler.hpp"

namespace kernel::calls {

std::int64_t inspect_trace(std::uint64_t first, std::uint64_t events, std::uint64_t bytes) {
  const auto range = RangeChecks::writable(sched::calling_thread(), events, bytes);
  if (!range || bytes > inspect::kMostBytes)
    end_caller("inspect_trace into a place that it may not write, or above 4096 bytes");
  return inspect::trace(range->bytes(), first);
}

}  // namespace kernel::calls
