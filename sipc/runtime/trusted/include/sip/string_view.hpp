// StringView: text that lives as long as the SIP, i.e. a string literal. Holding one proves that
// its bytes are readable for ever; it proves nothing about their encoding. FormatString adds the
// proof that the text has one `{}` for each argument.
//
// These two are the only types of the library that hold an address of read-only data, which is why
// they are in the trusted part.
#pragma once
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace sip {

class StringView;

namespace prim {
char text_at(const StringView& text,
             std::uint64_t index) asm("sip_text_at");  // index out of range ends the SIP
void log_text(const StringView& text) asm("sip_log_text");
[[noreturn]] void panic_text(const StringView& text) asm("sip_panic_text");
}  // namespace prim

class StringView {
 public:
  constexpr StringView() = default;
  // SAFETY: immediate function, so that the array can only be one with static storage: a literal,
  // never a local buffer.
  template <std::size_t N>
  consteval StringView(const char (&literal)[N])
      : data_(literal), size_(N - 1) {}  // NOLINT: implicit by intent

  constexpr std::size_t size() const { return size_; }
  constexpr bool empty() const { return size_ == 0; }
  char operator[](std::size_t index) const { return prim::text_at(*this, index); }

  friend bool operator==(const StringView& left, const StringView& right) {
    if (left.size_ != right.size_) return false;
    for (std::size_t i = 0; i < left.size_; ++i) {
      if (left[i] != right[i]) return false;
    }
    return true;
  }

 private:
  const char* data_ = nullptr;  // the bodies of the primitives know this layout: address, then size
  std::size_t size_ = 0;
};

namespace detail {
// Not constexpr on purpose: reaching it makes the format a compile-time error whose note shows this
// name.
void format_needs_one_placeholder_for_each_argument();

template <std::size_t N>
consteval std::size_t count_placeholders(const char (&text)[N]) {
  std::size_t count = 0;
  for (std::size_t i = 0; i + 2 < N; ++i) {
    if (text[i] == '{' && text[i + 1] == '}') ++count;
  }
  return count;
}
}  // namespace detail

// A literal with exactly one `{}` for each of Args, checked when the SIP is compiled.
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
