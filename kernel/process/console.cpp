// Console input. See console.hpp.
#include "process/console.hpp"

#include "hal/boot.hpp"
#include "memory/ranges.hpp"
#include "sched/scheduler.hpp"

namespace kernel::console {
namespace {

bool from_script = false;
hal::LastingText rest_of_script;
ThreadId reader;

// One line at most, so that what the SIP prints in answer comes after it.
std::int64_t read_script(std::span<std::byte> buffer) {
  std::size_t length = 0;
  while (length < rest_of_script.size() && length < buffer.size()) {
    buffer[length] = static_cast<std::byte>(rest_of_script[length]);
    if (rest_of_script[length++] == '\n') break;
  }
  rest_of_script = rest_of_script.substr(length);
  return static_cast<std::int64_t>(length);
}

}  // namespace

void start(bool headless, hal::LastingText script) {
  from_script = headless;
  rest_of_script = script;
}

std::int64_t read(std::span<std::byte> buffer) {
  if (from_script) return read_script(buffer);
  std::size_t length = 0;
  int byte = hal::kNoInput;
  while (length < buffer.size() && (byte = hal::console_read()) >= 0) {
    // Terminals send a carriage return for Enter.
    buffer[length++] = static_cast<std::byte>(byte == '\r' ? '\n' : byte);
  }
  if (length != 0) return static_cast<std::int64_t>(length);
  return byte == hal::kEndOfInput ? 0 : kMustWait;
}

bool someone_reads() {
  return !reader.none();
}
void set_reader(ThreadId id) {
  reader = id;
}

void forget_reader(ThreadId id) {
  if (reader == id) reader = {};
}

void poll() {
  if (reader.none()) return;
  const Thread& thread = sched::get(reader);
  const std::int64_t result =
      read(RangeChecks::passed_before(thread.buffer, thread.buffer_bytes).bytes());
  if (result == kMustWait) return;
  const ThreadId woken = reader;
  reader = {};
  sched::wake(sched::get(woken), result);
}

}  // namespace kernel::console
