// Line: up to 240 characters of text that a SIP puts together or reads. What does not fit is cut
// off and marked with "...". format() fills one from a checked format string; log, panic and
// console are built on it.
#pragma once
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "sip/array.hpp"
#include "sip/string_view.hpp"

namespace sip {

class Line {
 public:
  static constexpr std::size_t kCapacity = 240;

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  char operator[](std::size_t index) const { return text_[index]; }
  void clear() { size_ = 0; }
  void drop_last() {
    if (size_ > 0) --size_;
  }

  Line& append(char character) {
    if (size_ < kCapacity) {
      text_[size_] = character;
      ++size_;
    } else {
      mark_cut();
    }
    return *this;
  }
  Line& append(const StringView& text) {
    for (std::size_t i = 0; i < text.size(); ++i) append(text[i]);
    return *this;
  }
  Line& append(const Line& other) {
    const std::size_t count = other.size_;
    for (std::size_t i = 0; i < count; ++i) append(other[i]);
    return *this;
  }
  Line& append(bool value) { return append(value ? StringView("true") : StringView("false")); }

  template <std::integral Number>
    requires(!std::same_as<Number, bool> && !std::same_as<Number, char>)
  Line& append(Number value) {
    if constexpr (std::is_signed_v<Number>) {
      if (value < 0) {
        append('-');
        return append_digits(std::uint64_t{0} - static_cast<std::uint64_t>(value));
      }
    }
    return append_digits(static_cast<std::uint64_t>(value));
  }

  bool equals(const StringView& text) const { return size_ == text.size() && starts_with(text); }
  bool starts_with(const StringView& text) const {
    if (size_ < text.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text_[i] != text[i]) return false;
    }
    return true;
  }

  const Array<char, kCapacity>& bytes() const { return text_; }

 private:
  Line& append_digits(std::uint64_t value) {
    std::uint64_t scale = 1;
    while (value / scale >= 10) scale *= 10;
    for (; scale > 0; scale /= 10)
      append(static_cast<char>('0' + static_cast<char>(value / scale % 10)));
    return *this;
  }
  void mark_cut() {
    for (std::size_t i = kCapacity - 3; i < kCapacity; ++i) text_[i] = '.';
  }

  Array<char, kCapacity> text_;
  std::size_t size_ = 0;
};

namespace detail {

// Appends `format` from `from` up to the next `{}` or the end; returns the place behind it.
inline std::size_t append_up_to_placeholder(Line& line, const StringView& format,
                                            std::size_t from) {
  for (std::size_t i = from; i < format.size(); ++i) {
    if (format[i] == '{' && i + 1 < format.size() && format[i + 1] == '}') return i + 2;
    line.append(format[i]);
  }
  return format.size();
}

}  // namespace detail

// Appends `format` with each `{}` replaced by the argument of its position. Formats integers, bool,
// char, StringView and Line.
template <class... Args>
void format_to(Line& line, FormatString<std::type_identity_t<Args>...> format,
               const Args&... args) {
  const StringView text = format.text();
  std::size_t place = 0;
  ((place = detail::append_up_to_placeholder(line, text, place), line.append(args)), ...);
  detail::append_up_to_placeholder(line, text, place);
}

}  // namespace sip
