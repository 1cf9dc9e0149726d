// Text that leaves or enters the SIP: log lines, the panic message, the console; and reading a
// StringView.
#include "fail.hpp"
#include "kernel_calls.hpp"

using sip::body::Text;

namespace {
void check_size(std::uint64_t bytes, std::uint64_t capacity) {
  if (bytes > capacity) sip::body::index_failure(bytes, capacity);
}
}  // namespace

extern "C" {

char sip_text_at(const Text* text, std::uint64_t index) {
  if (index >= text->size) sip::body::index_failure(index, text->size);
  return text->data[index];  // SAFETY: a StringView is a literal of `size` bytes, and index < size
}

void sip_log_text(const Text* text) {
  sipk_debug_log(text->data, text->size);
}

[[noreturn]] void sip_panic_text(const Text* text) {
  sip::body::Message{}.add(text->data, text->size).end_sip();
}

void sip_log_line(const char* buffer, std::uint64_t bytes, std::uint64_t capacity) {
  check_size(bytes, capacity);
  sipk_debug_log(buffer, bytes);
}

[[noreturn]] void sip_panic_line(const char* buffer, std::uint64_t bytes, std::uint64_t capacity) {
  check_size(bytes, capacity);
  sip::body::Message{}.add(buffer, bytes).end_sip();
}

void sip_console_write(const char* buffer, std::uint64_t bytes, std::uint64_t capacity) {
  check_size(bytes, capacity);
  sipk_console_write(buffer, bytes);
}

// A byte a call: a buffer of our own would be the SIP's threads' to race for.
std::int32_t sip_console_read_byte() {
  unsigned char byte = 0;
  // SAFETY: one byte of this function's frame, which the kernel checks to be on the caller's stack.
  return sipk_console_read(reinterpret_cast<char*>(&byte), 1) == 1 ? byte : -1;
}

}  // extern "C"
