// inspect_report(number, text, bytes): the report of the n-th end of a process, counted from the
// first; how many bytes, 0 if there is none (yet, or any more).
#include "calls/table.hpp"
#include "diagnosis/inspect.hpp"
#include "diagnosis/report.hpp"
#include "diagnosis/report_store.hpp"
#include "memory/ranges.hpp"
#include "sched/scheduler.hpp"

namespace kernel::calls {

std::int64_t inspect_report(std::uint64_t number, std::uint64_t text, std::uint64_t bytes) {
  const auto range = RangeChecks::writable(sched::calling_thread(), text, bytes);
  if (!range || bytes > inspect::kMostBytes)
    end_caller("inspect_report into a place that it may not write, or above 4096 bytes");
  return static_cast<std::int64_t>(report_store::copy(number, range->bytes()));
}

}  // namespace kernel::calls
