// Formatting for the kernel's log. See text.hpp.
#include "base/text.hpp"

#include "hal/boot.hpp"

namespace kernel {

TextBuffer& TextBuffer::operator<<(std::string_view text) {
  for (const char character : text) *this << character;
  return *this;
}

TextBuffer& TextBuffer::operator<<(char character) {
  if (length_ < text_.size()) text_[length_++] = character;
  return *this;
}

TextBuffer& TextBuffer::number(std::uint64_t value, unsigned base, unsigned least_digits) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::array<char, 20> digits{};
  std::size_t first = digits.size();
  do {
    digits[--first] = kDigits[value % base];
    value /= base;
  } while (value != 0 || digits.size() - first < least_digits);
  *this << as_text(digits).substr(first);
  return *this;
}

TextBuffer& TextBuffer::operator<<(std::int64_t value) {
  if (value >= 0) return *this << static_cast<std::uint64_t>(value);
  return *this << '-' << (std::uint64_t{0} - static_cast<std::uint64_t>(value));
}

Line::~Line() {
  hal::console_write(view());
  hal::console_write("\n");
  keep_line(view());
}

TextBuffer& TextBuffer::operator<<(Escaped escaped) {
  for (const char character : escaped.text) {
    const auto byte = static_cast<unsigned char>(character);
    if (byte >= 0x20 && byte != 0x7f) {
      *this << character;  // bytes above 0x7f are UTF-8
    } else {
      *this << "\\x" << Hex{byte, 2};
    }
  }
  return *this;
}

void kernel_bug(std::string_view what) {
  Line() << "bulkhead: KERNEL FAULT: " << what;
  hal::power_off(hal::ExitCode::kKernelFault);
}

}  // namespace kernel
