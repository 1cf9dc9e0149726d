// StringView: a view of text that belongs to somebody else: a literal, a String, a part of one.
// Holding one proves that its bytes are readable as long as it is held; it proves nothing about
// their encoding. FormatString adds the proof that the text has one placeholder for each argument.
//
// In the trusted part because they hold an address; the primitives are the only code that uses it.
#pragma once
#include <compare>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace sip {

class String;
class StringView;

namespace prim {
char text_at(const StringView& text,
             std::uint64_t index) asm("sip_text_at");  // index out of range ends the SIP
// The `count` characters from `from` on; out of range ends the SIP.
void text_part(const StringView& text, std::uint64_t from, std::uint64_t count,
               StringView& part) asm("sip_text_part");
// Below, equal to or above 0, as the bytes come in order; a shorter text before a longer one.
std::int32_t text_compare(const StringView& left, const StringView& right) asm("sip_text_compare");
std::uint64_t text_hash(const StringView& text) asm("sip_text_hash");
void log_text(const StringView& text) asm("sip_log_text");
[[noreturn]] void panic_text(const StringView& text) asm("sip_panic_text");
}  // namespace prim

class [[clang::annotate("sip::view")]] StringView {
 public:
  static constexpr std::size_t npos = ~std::size_t{0};

  constexpr StringView() = default;
  // SAFETY: immediate function, so that the array can only be one with static storage: a literal,
  // never a local buffer.
  template <std::size_t N>
  consteval StringView(const char (&literal)[N])
      : data_(literal), size_(N - 1) {}  // NOLINT: implicit by intent

  constexpr std::size_t size() const { return size_; }
  constexpr bool empty() const { return size_ == 0; }
  char operator[](std::size_t index) const { return prim::text_at(*this, index); }

  char front() const { return prim::text_at(*this, 0); }
  char back() const { return prim::text_at(*this, size_ - 1); }

  /// Up to `count` characters from `from` on; `from` behind the end ends the SIP.
  StringView substr(std::size_t from, std::size_t count = npos) const {
    StringView part;
    const std::size_t rest = from <= size_ ? size_ - from : 0;
    prim::text_part(*this, from, count < rest ? count : rest, part);
    return part;
  }
  std::size_t find(char wanted, std::size_t from = 0) const {
    for (std::size_t i = from; i < size_; ++i) {
      if (prim::text_at(*this, i) == wanted) return i;
    }
    return npos;
  }
  std::size_t find(const StringView& wanted, std::size_t from = 0) const {
    for (std::size_t i = from; wanted.size_ <= size_ && i <= size_ - wanted.size_; ++i) {
      if (substr(i, wanted.size_) == wanted) return i;
    }
    return npos;
  }
  bool contains(const StringView& wanted) const { return find(wanted) != npos; }
  bool starts_with(const StringView& wanted) const {
    return size_ >= wanted.size_ && substr(0, wanted.size_) == wanted;
  }
  bool ends_with(const StringView& wanted) const {
    return size_ >= wanted.size_ && substr(size_ - wanted.size_) == wanted;
  }

  friend bool operator==(const StringView& left, const StringView& right) {
    return left.size_ == right.size_ && prim::text_compare(left, right) == 0;
  }
  friend std::strong_ordering operator<=>(const StringView& left, const StringView& right) {
    return prim::text_compare(left, right) <=> 0;
  }

  class [[clang::annotate("sip::view")]] Iterator;
  Iterator begin() const;
  Iterator end() const;

  // SAFETY: checked code has no arrays of characters but literals.
  template <std::size_t N>
  static constexpr StringView of_literal(const char (&literal)[N]) {
    StringView text;
    text.data_ = literal;
    text.size_ = N - 1;
    return text;
  }

 private:
  const char* data_ = nullptr;  // the bodies of the primitives know this layout: address, then size
  std::size_t size_ = 0;
};

/// An iterator over a text: the place is checked at each use.
class [[clang::annotate("sip::view")]] StringView::Iterator {
 public:
  Iterator(const StringView& text, std::size_t place) : text_(text), place_(place) {}
  char operator*() const { return prim::text_at(text_, place_); }
  Iterator& operator++() {
    ++place_;
    return *this;
  }
  bool operator!=(const Iterator& end) const { return place_ < end.place_; }

 private:
  StringView text_;
  std::size_t place_;
};

inline StringView::Iterator StringView::begin() const {
  return Iterator(*this, 0);
}
inline StringView::Iterator StringView::end() const {
  return Iterator(*this, size_);
}

namespace detail {
// Not constexpr on purpose: reaching it makes the format a compile-time error whose note shows this
// name.
void format_needs_one_placeholder_for_each_argument();

// How a value is to be written: {} or {:[0][width][.decimals][x]}.
struct FormatSpec {
  static constexpr std::uint8_t kShortest = 0xff;
  std::uint8_t width = 0;
  std::uint8_t decimals = kShortest;
  bool zeros = false;
  bool hexadecimal = false;
};

constexpr bool is_digit(char character) {
  return character >= '0' && character <= '9';
}

// The place behind the placeholder that begins at `place`; `place` itself: none does. `text` is
// anything with size() and operator[].
template <class Text>
constexpr std::size_t read_placeholder(const Text& text, std::size_t place, FormatSpec& spec) {
  const auto at = [&](std::size_t index) { return index < text.size() ? text[index] : ' '; };
  if (at(place) != '{') return place;
  spec = {};
  std::size_t next = place + 1;
  if (at(next) == ':') {
    spec.zeros = at(++next) == '0';
    unsigned number = 0;
    for (; is_digit(at(next)) && number < 100; ++next)
      number = number * 10 + static_cast<unsigned>(at(next) - '0');
    spec.width = static_cast<std::uint8_t>(number);
    if (at(next) == '.' && is_digit(at(next + 1)) && !is_digit(at(next + 2))) {
      spec.decimals = static_cast<std::uint8_t>(at(next + 1) - '0');
      next += 2;
    }
    spec.hexadecimal = at(next) == 'x';
    if (spec.hexadecimal) ++next;
  }
  return at(next) == '}' && spec.width < 100 ? next + 1 : place;
}

// A literal while the SIP is compiled, when primitives cannot be called.
template <std::size_t N>
struct LiteralText {
  const char (&text)[N];
  constexpr std::size_t size() const { return N - 1; }
  constexpr char operator[](std::size_t index) const { return text[index]; }
};

template <std::size_t N>
consteval std::size_t count_placeholders(const char (&text)[N]) {
  std::size_t count = 0;
  FormatSpec spec;
  for (std::size_t i = 0; i < N - 1;) {
    const std::size_t next = read_placeholder(LiteralText<N>{text}, i, spec);
    count += next != i ? 1 : 0;
    i = next != i ? next : i + 1;
  }
  return count;
}
}  // namespace detail

// A literal with exactly one placeholder for each of Args, checked when the SIP is compiled.
template <class... Args>
class FormatString {
 public:
  template <std::size_t N>
  consteval FormatString(const char (&literal)[N]) : text_(literal) {  // NOLINT: implicit by intent
    if (detail::count_placeholders(literal) != sizeof...(Args))
      detail::format_needs_one_placeholder_for_each_argument();
  }
  constexpr StringView text() const { return text_; }

 private:
  StringView text_;
};

}  // namespace sip
