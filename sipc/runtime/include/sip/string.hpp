// String: text that grows, in collected memory. A copy has a text of its own. It holds bytes, and
// knows nothing of their encoding. What only reads text takes a StringView, which a String becomes
// by itself.
#pragma once
#include <compare>
#include <cstddef>
#include <type_traits>
#include <utility>

#include "sip/collected_primitives.hpp"
#include "sip/format.hpp"

namespace sip {

class [[clang::annotate("sip::collected")]] String {
 public:
  static constexpr std::size_t npos = StringView::npos;

  constexpr String() = default;
  String(const StringView& text) { prim::text_append(text_, text); }  // NOLINT: implicit by intent
  template <std::size_t N>
  String(const char (&literal)[N])  // NOLINT: implicit by intent
      : String(StringView::of_literal(literal)) {}
  String(std::size_t count, char character) { resize(count, character); }
  String(const String& other) { prim::text_append(text_, other.view()); }
  String(String&& other) noexcept = default;
  String& operator=(const String& other) {
    String copy(other);
    text_ = std::move(copy.text_);
    return *this;
  }
  String& operator=(String&& other) noexcept = default;

  std::size_t size() const { return text_.size(); }
  std::size_t length() const { return text_.size(); }
  bool empty() const { return text_.size() == 0; }

  char& operator[](std::size_t index) { return prim::buffer_at(text_, index); }
  char operator[](std::size_t index) const { return prim::buffer_at(text_, index); }
  char front() const { return (*this)[0]; }
  char back() const { return (*this)[size() - 1]; }

  StringView view() const { return substr_view(0, size()); }
  operator StringView() const { return view(); }  // NOLINT: implicit by intent
  /// A view of up to `count` characters from `from` on; `from` behind the end ends the SIP.
  StringView substr_view(std::size_t from, std::size_t count = npos) const {
    const std::size_t rest = from <= size() ? size() - from : 0;
    StringView part;
    prim::text_of(text_, from, count < rest ? count : rest, part);
    return part;
  }
  /// The same as a text of its own.
  String substr(std::size_t from, std::size_t count = npos) const {
    return String(substr_view(from, count));
  }

  void reserve(std::size_t count) { prim::buffer_reserve(text_, count); }
  void resize(std::size_t count, char character = ' ') {
    const std::size_t before = size();
    prim::buffer_resize(text_, count);
    for (std::size_t i = before; i < count; ++i) (*this)[i] = character;
  }
  void clear() { prim::buffer_resize(text_, 0); }
  void push_back(char character) { prim::buffer_push(text_) = character; }
  void pop_back() { prim::buffer_erase(text_, size() - 1, 1); }
  String& append(const StringView& text) {
    prim::text_append(text_, text);
    return *this;
  }
  String& append(char character) {
    push_back(character);
    return *this;
  }
  String& operator+=(const StringView& text) { return append(text); }
  String& operator+=(char character) { return append(character); }
  void insert(std::size_t index, const StringView& text) {
    const String copy(text);  // it may be a part of this one
    prim::buffer_insert(text_, index, copy.size());
    for (std::size_t i = 0; i < copy.size(); ++i) (*this)[index + i] = copy[i];
  }
  void erase(std::size_t index, std::size_t count = 1) { prim::buffer_erase(text_, index, count); }

  std::size_t find(char wanted, std::size_t from = 0) const { return view().find(wanted, from); }
  std::size_t find(const StringView& wanted, std::size_t from = 0) const {
    return view().find(wanted, from);
  }
  bool contains(const StringView& wanted) const { return view().contains(wanted); }
  bool starts_with(const StringView& wanted) const { return view().starts_with(wanted); }
  bool ends_with(const StringView& wanted) const { return view().ends_with(wanted); }

  StringView::Iterator begin() const { return view().begin(); }
  StringView::Iterator end() const { return view().end(); }

  friend String operator+(const String& left, const StringView& right) {
    String sum(left);
    sum.append(right);
    return sum;
  }
  friend bool operator==(const String& left, const StringView& right) {
    return left.view() == right;
  }
  template <std::size_t N>
  friend bool operator==(const String& left, const char (&literal)[N]) {
    return left.view() == StringView::of_literal(literal);
  }
  friend bool operator==(const String& left, const String& right) {
    return left.view() == right.view();
  }
  friend std::strong_ordering operator<=>(const String& left, const String& right) {
    return left.view() <=> right.view();
  }

 private:
  detail::Buffer<char> text_;
};

/// Appends `format` with each placeholder replaced by the argument of its position; format.hpp says
/// what a placeholder may be.
template <class... Args>
void format_to(String& text, FormatString<std::type_identity_t<Args>...> format,
               const Args&... args) {
  detail::put_all(text, format.text(), args...);
}
/// The same as a text of its own.
template <class... Args>
String format(FormatString<std::type_identity_t<Args>...> format, const Args&... args) {
  String text;
  detail::put_all(text, format.text(), args...);
  return text;
}

}  // namespace sip
