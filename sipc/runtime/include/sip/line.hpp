// Line: up to 240 characters of text that a SIP puts together or reads, without a collector. What
// does not fit is cut off and marked with "...". format_to() fills one from a checked format
// string; log, panic and console are built on it.
#pragma once
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "sip/array.hpp"
#include "sip/format.hpp"
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
    detail::put_integer(*this, value, {});
    return *this;
  }

  bool equals(const StringView& text) const { return size_ == text.size() && starts_with(text); }
  bool starts_with(const StringView& text) const {
    if (size_ < text.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text_[i] != text[i]) return false;
    }
    return true;
  }

  StringView view() const {
    StringView text;
    prim::text_of_span(text_.span().first(size_), text);
    return text;
  }
  const Array<char, kCapacity>& bytes() const { return text_; }

 private:
  void mark_cut() {
    for (std::size_t i = kCapacity - 3; i < kCapacity; ++i) text_[i] = '.';
  }

  Array<char, kCapacity> text_;
  std::size_t size_ = 0;
};

// Appends `format` with each placeholder replaced by the argument of its position; format.hpp says
// what a placeholder may be.
template <class... Args>
void format_to(Line& line, FormatString<std::type_identity_t<Args>...> format,
               const Args&... args) {
  detail::put_all(line, format.text(), args...);
}

}  // namespace sip
