// Lines to the standard output, and the two ways to end. An access that the address sanitizer
// refuses is stale if it goes to the checked heap (there all that is forbidden is what an element
// was, or will be) and a mismatch anywhere else.
#include "report.hpp"

#include <unistd.h>
#include <cstdlib>

#include "objects.hpp"
#include "sanitizers.hpp"

namespace checked {
namespace {

constexpr std::uint64_t kLongest = 2048;
std::uint64_t stale_accesses = 0;

// As the kernel writes what does not print, so that a log line stays one line.
std::uint64_t put_escaped(char* out, char character) {
  constexpr char kDigits[] = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(character);
  if (byte >= 0x20 && byte != 0x7f) {
    out[0] = character;
    return 1;
  }
  out[0] = '\\';
  out[1] = 'x';
  out[2] = kDigits[byte >> 4];
  out[3] = kDigits[byte & 15];
  return 4;
}

void line(const char* kind, const char* text, std::uint64_t size) {
  char out[kLongest];
  std::uint64_t used = 0;
  while (*kind != '\0') out[used++] = *kind++;
  for (std::uint64_t i = 0; i < size && used < kLongest - 4; ++i)
    used += put_escaped(out + used, text[i]);
  out[used++] = '\n';
  if (write(STDOUT_FILENO, out, used) < 0) std::abort();
}

std::uint64_t length_of(const char* text) {
  std::uint64_t length = 0;
  while (text[length] != '\0') ++length;
  return length;
}

std::uint64_t put_number(char* out, std::uint64_t number) {
  char digits[20];
  std::uint64_t count = 0;
  do {
    digits[sizeof digits - ++count] = static_cast<char>('0' + number % 10);
    number /= 10;
  } while (number != 0);
  for (std::uint64_t i = 0; i < count; ++i) out[i] = digits[sizeof digits - count + i];
  return count;
}

std::uint64_t put_text(char* out, const char* text) {
  const std::uint64_t size = length_of(text);
  for (std::uint64_t i = 0; i < size; ++i) out[i] = text[i];
  return size;
}

}  // namespace

void log(const char* text, std::uint64_t size) {
  line("log: ", text, size);
}

void panic(const char* text, std::uint64_t size) {
  line("panic: ", text, size);
  _exit(kPanicStatus);
}

void index_failure(std::uint64_t index, std::uint64_t count) {
  char text[kLongest];
  std::uint64_t size = put_text(text, "index ");
  size += put_number(text + size, index);
  size += put_text(text + size, " is out of range, there are ");
  size += put_number(text + size, count);
  size += put_text(text + size, " elements");
  panic(text, size);
}

void mismatch(const char* what) {
  line("mismatch: ", what, length_of(what));
  _exit(kMismatchStatus);
}

void stale() {
  if (stale_accesses++ == 0) line("stale: ", "", 0);
}

#if __has_feature(address_sanitizer)
namespace {
void on_report(const char*) {
  const char* const what = __asan_get_report_description();
  // Here frames are larger and the stack is; a program that gets so far has long ended in earnest.
  if (__builtin_strcmp(what, "stack-overflow") == 0) panic(what, length_of(what));
  if (is_wild(__asan_get_report_address())) mismatch(what);
  stale();
}
struct Watch {
  Watch() { __asan_set_error_report_callback(on_report); }
} const watch;
}  // namespace
#endif

}  // namespace checked
