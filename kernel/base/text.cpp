// Formatting for the kernel's log. See text.hpp.
#include "base/text.hpp"

#include "hal/boot.hpp"

namespace kernel {

namespace {

constexpr std::string_view kDigits = "0123456789abcdef";

}  // namespace

TextBuffer& TextBuffer::operator<<(std::string_view text) {
  for (const char character : text) *this << character;
  return *this;
}

TextBuffer& TextBuffer::operator<<(char character) {
  if (length_ < text_.size()) text_[length_++] = character;
  return *this;
}

TextBuffer& TextBuffer::operator<<(Padded value) {
  std::array<char, 20> digits{};
  std::size_t first = digits.size();
  do {
    digits[--first] = kDigits[value.value % 10];
    value.value /= 10;
  } while (value.value != 0 || digits.size() - first < value.digits);
  return *this << std::string_view(digits.data() + first, digits.size() - first);
}

TextBuffer& TextBuffer::operator<<(std::int64_t value) {
  if (value >= 0) return *this << static_cast<std::uint64_t>(value);
  return *this << '-' << (std::uint64_t{0} - static_cast<std::uint64_t>(value));
}

TextBuffer& TextBuffer::operator<<(Hex value) {
  bool started = false;
  for (unsigned digit = 16; digit-- > 0;) {
    const auto nibble = static_cast<std::size_t>((value.value >> (4 * digit)) & 15);
    started = started || nibble != 0 || digit < value.digits || digit == 0;
    if (started) *this << kDigits[nibble];
  }
  return *this;
}

void (*copy_of_lines)(std::string_view) = nullptr;

Line::~Line() {
  hal::console_write(view());
  hal::console_write("\n");
  if (copy_of_lines != nullptr) copy_of_lines(view());
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

std::string_view name_text(std::span<const char> padded) {
  std::size_t length = 0;
  while (length < padded.size() && padded[length] != 0) ++length;
  return {padded.data(), length};
}

void kernel_bug(std::string_view what) {
  Line() << "bulkhead: KERNEL FAULT: " << what;
  hal::power_off(hal::ExitCode::kKernelFault);
}

}  // namespace kernel
