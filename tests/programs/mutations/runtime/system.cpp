// The program's surroundings: the log, its end, and a clock that stands for the processor's
// counter. What the ten programs do not call (channels, threads, devices) is not here: it does not
// link.
#include <unistd.h>

#include "objects.hpp"
#include "report.hpp"

using checked::access;
using checked::View;

extern "C" {

std::int32_t sip_main_entry();

void sip_log_text(const View* text) {
  checked::log(access(text->first, text->size), text->size);
}
[[noreturn]] void sip_panic_text(const View* text) {
  checked::panic(access(text->first, text->size), text->size);
}
void sip_log_line(const char* buffer, std::uint64_t bytes, std::uint64_t capacity) {
  if (bytes > capacity) checked::index_failure(bytes, capacity);
  checked::log(buffer, bytes);
}
[[noreturn]] void sip_panic_line(const char* buffer, std::uint64_t bytes, std::uint64_t capacity) {
  if (bytes > capacity) checked::index_failure(bytes, capacity);
  checked::panic(buffer, bytes);
}
[[noreturn]] void sip_exit(std::int32_t code) {
  _exit(code);
}

std::int64_t sip_time_ticks() {
  return static_cast<std::int64_t>(__builtin_ia32_rdtsc());
}
std::int64_t sip_time_now() {
  return sip_time_ticks();
}

}  // extern "C"

int main() {
  return sip_main_entry();
}
