// debug_log(text, bytes): one line of the system's log, with the SIP's name before it. What does
// not print is escaped; what is too long is cut.
#include "abi/errors.hpp"
#include "base/text.hpp"
#include "calls/table.hpp"
#include "diagnosis/report.hpp"
#include "memory/ranges.hpp"
#include "sched/scheduler.hpp"

namespace kernel::calls {

std::int64_t debug_log(std::uint64_t text, std::uint64_t bytes) {
  constexpr std::uint64_t kLongest = 400;
  const Thread& thread = sched::calling_thread();
  const auto range = RangeChecks::readable(thread, text, bytes);
  if (!range) end_caller("debug_log of a text that is not in memory that it owns");
  TextBuffer line;
  line << '[' << processes::get(thread.process).name() << "] ";
  append_escaped(line, range->text().substr(0, kLongest));
  {
    Line() << line.view();
  }
  return abi::kOk;
}

}  // namespace kernel::calls
