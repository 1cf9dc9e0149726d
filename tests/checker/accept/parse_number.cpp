// a decimal number with errors as values
#include <sip/core.hpp>
enum class ParseError { kNone, kEmpty, kNoDigit, kTooLarge };
struct Parsed {
  ParseError error = ParseError::kNone;
  unsigned long value = 0;
};
Parsed parse(sip::StringView text) {
  if (text.empty()) return {ParseError::kEmpty};
  unsigned long value = 0;
  for (unsigned long i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c < '0' || c > '9') return {ParseError::kNoDigit};
    const auto digit = static_cast<unsigned long>(c - '0');
    if (value > (~0ul - digit) / 10) return {ParseError::kTooLarge};
    value = value * 10 + digit;
  }
  return {.value = value};
}
