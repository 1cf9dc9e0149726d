// Text in a fixed buffer, for everything that the kernel prints: no allocation, too long is cut. A
// Line prints itself when it ends. Neighbours: hal::console_write below, diagnosis/ above.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

#include "base/trusted/view.hpp"
#include "hal/types.hpp"

namespace kernel {

struct Hex {
  std::uint64_t value;
  unsigned digits = 0;  // at least so many
};

// A decimal number with leading zeros.
struct Padded {
  std::uint64_t value;
  unsigned digits;
};

class TextBuffer {
 public:
  TextBuffer& operator<<(std::string_view text);
  TextBuffer& operator<<(char character);
  TextBuffer& operator<<(Padded padded) { return number(padded.value, 10, padded.digits); }
  TextBuffer& operator<<(Escaped escaped);
  TextBuffer& operator<<(std::uint64_t value) { return *this << Padded{value, 1}; }
  TextBuffer& operator<<(std::int64_t value);
  TextBuffer& operator<<(std::uint32_t value) { return *this << std::uint64_t{value}; }
  TextBuffer& operator<<(std::int32_t value) { return *this << std::int64_t{value}; }
  TextBuffer& operator<<(Hex hex) { return number(hex.value, 16, hex.digits); }
  TextBuffer& operator<<(hal::VirtAddr address) { return *this << Hex{address.value, 16}; }

  std::string_view view() const { return as_text(text_).substr(0, length_); }
  operator std::string_view() const { return view(); }

 private:
  TextBuffer& number(std::uint64_t value, unsigned base, unsigned least_digits);

  std::array<char, 480> text_{};
  std::size_t length_ = 0;
};

// Keeps a line of a report as it is printed (diagnosis/report_store.cpp).
void keep_line(std::string_view line);

// One line of the kernel's log, which is written, with a line end, when it ends: for most at the
// end of the statement `Line() << "bulkhead: " << …;`.
class Line : public TextBuffer {
 public:
  Line() = default;
  Line(const Line&) = delete;
  ~Line();
};

// What the kernel does when its own invariant is broken: say so and halt. Never used for what a SIP
// or an image does wrong.

[[noreturn]] void kernel_bug(std::string_view what);

}  // namespace kernel
