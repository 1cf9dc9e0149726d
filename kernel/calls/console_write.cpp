// console_write(text, bytes): to the console as it is; the manifest of one process at most grants
// this group.
#include "abi/errors.hpp"
#include "calls/table.hpp"
#include "diagnosis/report.hpp"
#include "hal/boot.hpp"
#include "memory/ranges.hpp"
#include "sched/scheduler.hpp"

namespace kernel::calls {

std::int64_t console_write(std::uint64_t text, std::uint64_t bytes) {
  constexpr std::uint64_t kMost = 4096;  // every path through the kernel is bounded
  if (bytes > kMost) end_caller("console_write of more than 4096 bytes at once");
  const auto range = RangeChecks::readable(sched::calling_thread(), text, bytes);
  if (!range) end_caller("console_write of a text that is not in memory that it owns");
  hal::console_write(range->text());
  return abi::kOk;
}

}  // namespace kernel::calls
