// console_read(buffer, capacity): waits for input; the number of bytes (at least 1), or 0 at the
// end of input.
#include "calls/table.hpp"
#include "diagnosis/report.hpp"
#include "memory/ranges.hpp"
#include "process/console.hpp"
#include "sched/scheduler.hpp"

namespace kernel::calls {

std::int64_t console_read(std::uint64_t buffer, std::uint64_t capacity) {
  Thread& thread = sched::calling_thread();
  const auto range = RangeChecks::lasting(thread, buffer, capacity);
  if (!range || capacity == 0)
    end_caller("console_read into a buffer that is not on its stack or in its data, or of no size");
  if (console::someone_reads()) end_caller("console_read while another thread waits for input");
  const std::int64_t result = console::read(range->bytes());
  if (result != console::kMustWait) return result;
  thread.buffer = range->address();
  thread.buffer_bytes = range->size();
  console::set_reader(thread.id);
  sched::block(thread, ThreadState::kReadingConsole);
}

}  // namespace kernel::calls
