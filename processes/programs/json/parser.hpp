// The parser: RFC 8259, strictly. What is wrong comes back with its line and column.
#pragma once
#include <manifest.hpp>

#include "number.hpp"
#include "value.hpp"

namespace json {

enum class Mistake : std::uint8_t {
  kNone,
  kUnexpectedEnd,
  kUnexpectedCharacter,
  kBadNumber,
  kBadEscape,
  kControlCharacter,
  kTooDeep,
  kTrailingText
};

struct Error {
  Mistake mistake = Mistake::kNone;
  std::size_t line = 1;
  std::size_t column = 1;
};

class Parser {
 public:
  explicit Parser(sip::String text) : text_(std::move(text)) {}

  /// The value of the whole text, or nothing: error() says why.
  sip::Optional<Value> parse() {
    Value value;
    if (!parse_value(value, 0)) return {};
    skip_space();
    if (at_ < text_.size()) {
      fail(Mistake::kTrailingText);
      return {};
    }
    return value;
  }

  Error error() const {
    Error error;
    error.mistake = mistake_;
    for (std::size_t i = 0; i < at_; ++i) {
      ++error.column;
      if (text_[i] == '\n') {
        ++error.line;
        error.column = 1;
      }
    }
    return error;
  }

 private:
  static constexpr int kDeepest = 100;

  bool fail(Mistake mistake) {
    mistake_ = at_ >= text_.size() && mistake == Mistake::kUnexpectedCharacter
                   ? Mistake::kUnexpectedEnd
                   : mistake;
    return false;
  }
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool take(char wanted) {
    if (peek() != wanted || at_ >= text_.size()) return false;
    ++at_;
    return true;
  }
  bool take_word(sip::StringView word) {
    for (const char wanted : word) {
      if (!take(wanted)) return fail(Mistake::kUnexpectedCharacter);
    }
    return true;
  }
  void skip_space() {
    while (at_ < text_.size() &&
           (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t' || text_[at_] == '\r'))
      ++at_;
  }

  bool parse_value(Value& value, int depth) {
    if (depth > kDeepest) return fail(Mistake::kTooDeep);
    skip_space();
    switch (peek()) {
      case '{':
        return parse_object(value, depth);
      case '[':
        return parse_array(value, depth);
      case '"':
        value.kind = Kind::kText;
        return parse_text(value.text);
      case 't':
        value = Value::of_boolean(true);
        return take_word("true");
      case 'f':
        value = Value::of_boolean(false);
        return take_word("false");
      case 'n':
        return take_word("null");
      default:
        value.kind = Kind::kNumber;
        return parse_number(value.number);
    }
  }

  bool parse_array(Value& value, int depth) {
    value.kind = Kind::kArray;
    ++at_;
    skip_space();
    if (take(']')) return true;
    while (true) {
      if (!parse_value(value.items.emplace_back(), depth + 1)) return false;
      skip_space();
      if (take(']')) return true;
      if (!take(',')) return fail(Mistake::kUnexpectedCharacter);
    }
  }

  bool parse_object(Value& value, int depth) {
    value.kind = Kind::kObject;
    ++at_;
    skip_space();
    if (take('}')) return true;
    while (true) {
      skip_space();
      if (peek() != '"') return fail(Mistake::kUnexpectedCharacter);
      Member& member = value.members.emplace_back();
      if (!parse_text(member.name)) return false;
      skip_space();
      if (!take(':')) return fail(Mistake::kUnexpectedCharacter);
      if (!parse_value(member.value, depth + 1)) return false;
      skip_space();
      if (take('}')) return true;
      if (!take(',')) return fail(Mistake::kUnexpectedCharacter);
    }
  }

  bool parse_text(sip::String& text) {
    ++at_;
    while (true) {
      const std::size_t from = at_;
      while (at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\\' &&
             static_cast<unsigned char>(text_[at_]) >= 0x20)
        ++at_;
      text.append(text_.substr_view(from, at_ - from));
      if (at_ == text_.size()) return fail(Mistake::kUnexpectedEnd);
      if (take('"')) return true;
      if (!take('\\')) return fail(Mistake::kControlCharacter);
      if (!parse_escape(text)) return false;
    }
  }

  bool parse_escape(sip::String& text) {
    const sip::StringView letters = "\"\\/bfnrt", meanings = "\"\\/\b\f\n\r\t";
    if (take('u')) return parse_unicode(text);
    const std::size_t place = letters.find(peek());
    if (place == sip::StringView::npos) return fail(Mistake::kBadEscape);
    ++at_;
    text.push_back(meanings[place]);
    return true;
  }

  bool parse_unicode(sip::String& text) {
    std::uint32_t code = 0, low = 0;
    if (!parse_hexadecimal(code)) return false;
    if (code >= 0xdc00 && code <= 0xdfff) return fail(Mistake::kBadEscape);
    if (code >= 0xd800 && code <= 0xdbff) {
      if (!take('\\') || !take('u')) return fail(Mistake::kBadEscape);
      if (!parse_hexadecimal(low)) return false;
      if (low < 0xdc00 || low > 0xdfff) return fail(Mistake::kBadEscape);
      code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
    }
    append_utf8(text, code);
    return true;
  }
  bool parse_hexadecimal(std::uint32_t& code) {
    for (int i = 0; i < 4; ++i) {
      const char digit = peek();
      std::uint32_t value = 0;
      if (digit >= '0' && digit <= '9')
        value = static_cast<std::uint32_t>(digit - '0');
      else if ((digit | 32) >= 'a' && (digit | 32) <= 'f')
        value = static_cast<std::uint32_t>((digit | 32) - 'a' + 10);
      else
        return fail(Mistake::kBadEscape);
      code = code << 4 | value;
      ++at_;
    }
    return true;
  }
  static void append_utf8(sip::String& text, std::uint32_t code) {
    if (code < 0x80) {
      text.push_back(static_cast<char>(code));
      return;
    }
    const int rest = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    const std::uint32_t lead = rest == 1 ? 0xc0 : rest == 2 ? 0xe0 : 0xf0;
    text.push_back(static_cast<char>(lead | code >> (rest * 6)));
    for (int i = rest - 1; i >= 0; --i)
      text.push_back(static_cast<char>(0x80 | (code >> (i * 6) & 0x3f)));
  }

  bool is_digit() const { return peek() >= '0' && peek() <= '9'; }
  void take_digits(Decimal& decimal) {
    for (; is_digit(); ++at_) decimal.add_digit(peek());
  }
  bool parse_number(double& number) {
    Decimal decimal;
    decimal.negative = take('-');
    if (!is_digit()) return fail(Mistake::kUnexpectedCharacter);
    if (!take('0')) take_digits(decimal);
    if (is_digit()) return fail(Mistake::kBadNumber);
    if (take('.')) {
      decimal.behind_point = true;
      if (!is_digit()) return fail(Mistake::kBadNumber);
      take_digits(decimal);
    }
    if (take('e') || take('E')) {
      const bool down = take('-');
      if (!down) take('+');
      if (!is_digit()) return fail(Mistake::kBadNumber);
      int exponent = 0;
      for (; is_digit(); ++at_)
        exponent = exponent < 10'000 ? exponent * 10 + (peek() - '0') : exponent;
      decimal.exponent += down ? -exponent : exponent;
    }
    number = decimal.value();
    return true;
  }

  sip::String text_;
  std::size_t at_ = 0;
  Mistake mistake_ = Mistake::kNone;
};

}  // namespace json
