// console_read(buffer, capacity): waits for input; the number of bytes (at least 1), or 0 at the
// end of input.
#include "calls/call.hpp"

std::int64_t kernel::calls::console_read(std::uint64_t buffer, std::uint64_t capacity) {
  const CheckedRange range = lasting_at(buffer, capacity);
  if (capacity == 0) end_caller("console_read into a buffer of no size");
  if (console::someone_reads()) end_caller("console_read while another thread waits for input");
  const std::int64_t result = console::read(range.bytes());
  if (result != console::kMustWait) return result;
  Thread& thread = sched::calling_thread();
  thread.buffer = range.address();
  thread.buffer_bytes = range.size();
  console::set_reader(thread.id);
  sched::block(thread, ThreadState::kReadingConsole);
}
