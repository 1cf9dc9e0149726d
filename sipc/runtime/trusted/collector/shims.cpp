// What the collector expects of an operating system: memory, the stack's far end, an end. The
// collector itself is compiled as it comes.
#include <cstdarg>
#include <cstddef>
#include <cstdint>

#include "fail.hpp"
#include "kernel_calls.hpp"
#include "start.hpp"

extern "C" {

int errno = 0;

// Pages at the end of the SIP's heap; none when the manifest's limit is reached, which the
// collector answers by collecting.
void* platform_get_mem(std::size_t bytes) {
  const std::int64_t address = sipk_memory_grow(bytes);
  // SAFETY: zeroed pages that the kernel has just given to this SIP, and that are nobody else's.
  return address > 0 ? reinterpret_cast<void*>(address) : nullptr;
}

void* platform_get_stack_bottom() {
  return sip::body::first_stack_bottom();
}

[[noreturn]] void abort() {
  sip::body::Message{}.add("the collector found its memory damaged, or no room to start").end_sip();
}

[[noreturn]] void exit(int) {
  abort();
}

std::size_t strlen(const char* text) {
  std::size_t length = 0;
  while (text[length] != 0) ++length;
  return length;
}

// Only for last words that nobody reads: the format as it is.
int vsnprintf(char* buffer, std::size_t capacity, const char* format, std::va_list) {
  std::size_t length = 0;
  for (; format[length] != 0 && length + 1 < capacity; ++length) buffer[length] = format[length];
  if (capacity > 0) buffer[length] = 0;
  return static_cast<int>(length);
}

}  // extern "C"
