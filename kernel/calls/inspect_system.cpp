// inspect_system(info): totals of the whole system.
#include "abi/errors.hpp"
#include "calls/table.hpp"
#include "diagnosis/inspect.hpp"
#include "diagnosis/report.hpp"
#include "memory/ranges.hpp"
#include "sched/scheduler.hpp"

namespace kernel::calls {

std::int64_t inspect_system(std::uint64_t info) {
  const auto range = RangeChecks::writable(sched::calling_thread(), info, sizeof(abi::SystemInfo));
  if (!range) end_caller("inspect_system into a place that it may not write");
  inspect::store(range->bytes(), 0, inspect::system());
  return abi::kOk;
}

}  // namespace kernel::calls
