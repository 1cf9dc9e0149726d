// Text in a fixed buffer, for everything that the kernel prints: no allocation, too long is cut. A
// Line prints itself when it ends. Neighbours: hal::console_write below, diagnosis/ above.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string_view>

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

// Text that a SIP or an image wrote: what does not print becomes \xNN, so that it cannot forge
// lines or drive a terminal.
struct Escaped {
  std::span<const char> text;
};

class TextBuffer {
 public:
  TextBuffer& operator<<(std::string_view text);
  TextBuffer& operator<<(char character);
  TextBuffer& operator<<(Padded value);
  TextBuffer& operator<<(Escaped escaped);
  TextBuffer& operator<<(std::uint64_t value) { return *this << Padded{value, 1}; }
  TextBuffer& operator<<(std::int64_t value);
  TextBuffer& operator<<(std::uint32_t value) { return *this << std::uint64_t{value}; }
  TextBuffer& operator<<(std::int32_t value) { return *this << std::int64_t{value}; }
  TextBuffer& operator<<(Hex value);
  TextBuffer& operator<<(hal::VirtAddr address) { return *this << Hex{address.value, 16}; }

  std::string_view view() const { return {text_.data(), length_}; }
  operator std::string_view() const { return view(); }

 private:
  std::array<char, 480> text_{};
  std::size_t length_ = 0;
};

// Where lines go besides the console, while it is set: reports are kept as they are printed.
extern void (*copy_of_lines)(std::string_view);

// One line of the kernel's log, which is written, with a line end, when it ends: for most at the
// end of the statement `Line() << "bulkhead: " << …;`.
class Line : public TextBuffer {
 public:
  Line() = default;
  Line(const Line&) = delete;
  ~Line();
};

// A zero-padded name of a record as text; the padding is not part of it.
std::string_view name_text(std::span<const char> padded);

// What the kernel does when its own invariant is broken: say so and halt. Never used for what a SIP
// or an image does wrong.

[[noreturn]] void kernel_bug(std::string_view what);

}  // namespace kernel
