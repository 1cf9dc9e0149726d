// JSON as processes/programs/json, in plain C++.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "program.hpp"

namespace json {

enum class Kind : std::uint8_t { kNull, kBoolean, kNumber, kText, kArray, kObject };

struct Member;

struct Value {
  Kind kind = Kind::kNull;
  bool boolean = false;
  double number = 0;
  std::string text;
  std::vector<Value> items;
  std::vector<Member> members;
};

struct Member {
  std::string name;
  Value value;
};

inline Value of_boolean(bool boolean) {
  Value value;
  value.kind = Kind::kBoolean;
  value.boolean = boolean;
  return value;
}

}  // namespace json

namespace json {

inline double power_of_ten(int exponent) {
  double power = 1, factor = 10;
  for (unsigned rest = static_cast<unsigned>(exponent < 0 ? -exponent : exponent); rest != 0;
       rest >>= 1, factor *= factor) {
    if ((rest & 1) != 0) power *= factor;
  }
  return power;
}

inline double scaled(double value, int exponent) {
  if (exponent < -300) return value / power_of_ten(300) / power_of_ten(-exponent - 300);
  if (exponent > 300) return value * power_of_ten(300) * power_of_ten(exponent - 300);
  return exponent < 0 ? value / power_of_ten(exponent) : value * power_of_ten(exponent);
}

struct Decimal {
  bool negative = false;
  bool behind_point = false;
  std::uint64_t digits = 0;
  int exponent = 0;

  void add_digit(char digit) {
    if (digits < 100'000'000'000'000'000) {
      digits = digits * 10 + static_cast<std::uint64_t>(digit - '0');
      if (behind_point) --exponent;
    } else if (!behind_point) {
      ++exponent;
    }
  }
  double value() const {
    const double size = digits == 0 ? 0 : scaled(static_cast<double>(digits), exponent);
    return negative ? -size : size;
  }
};

inline void append_integer(std::string& text, std::uint64_t value) {
  std::uint64_t scale = 1;
  while (value / scale >= 10) scale *= 10;
  for (; scale > 0; scale /= 10)
    text.push_back(static_cast<char>('0' + static_cast<char>(value / scale % 10)));
}

/// Whole numbers as such; others with up to 15 digits and, if they are far from 1, an exponent.
inline void append_number(std::string& text, double value) {
  if (value < 0) {
    text.push_back('-');
    value = -value;
  }
  if (value < 1e15 && static_cast<double>(static_cast<std::uint64_t>(value)) == value) {
    append_integer(text, static_cast<std::uint64_t>(value));
    return;
  }
  int exponent = 0;
  for (double rest = value; rest >= 10; rest /= 10) ++exponent;
  for (double rest = value; rest < 1; rest *= 10) --exponent;
  auto digits = static_cast<std::uint64_t>(scaled(value, 14 - exponent) + 0.5);
  int point = exponent >= -5 && exponent < 15 ? 14 - exponent : 14;
  for (; point > 0 && digits % 10 == 0; --point) digits /= 10;
  const double whole_scale = power_of_ten(point);
  const auto whole = static_cast<std::uint64_t>(static_cast<double>(digits) / whole_scale);
  append_integer(text, whole);
  if (point > 0) {
    text.push_back('.');
    std::uint64_t scale = 1;
    for (int i = 1; i < point; ++i) scale *= 10;
    const std::uint64_t part = digits - whole * scale * 10;
    for (; scale > 0; scale /= 10)
      text.push_back(static_cast<char>('0' + static_cast<char>(part / scale % 10)));
  }
  if (exponent >= -5 && exponent < 15) return;
  text += exponent < 0 ? std::string_view("e-") : std::string_view("e");
  append_integer(text, static_cast<std::uint64_t>(exponent < 0 ? -exponent : exponent));
}

}  // namespace json

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
  explicit Parser(std::string text) : text_(std::move(text)) {}

  /// The value of the whole text, or nothing: error() says why.
  std::optional<Value> parse() {
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
  bool take_word(std::string_view word) {
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
        value = of_boolean(true);
        return take_word("true");
      case 'f':
        value = of_boolean(false);
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

  bool parse_text(std::string& text) {
    ++at_;
    while (true) {
      const std::size_t from = at_;
      while (at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\\' &&
             static_cast<unsigned char>(text_[at_]) >= 0x20)
        ++at_;
      text.append(std::string_view(text_).substr(from, at_ - from));
      if (at_ == text_.size()) return fail(Mistake::kUnexpectedEnd);
      if (take('"')) return true;
      if (!take('\\')) return fail(Mistake::kControlCharacter);
      if (!parse_escape(text)) return false;
    }
  }

  bool parse_escape(std::string& text) {
    const std::string_view letters = "\"\\/bfnrt", meanings = "\"\\/\b\f\n\r\t";
    if (take('u')) return parse_unicode(text);
    const std::size_t place = letters.find(peek());
    if (place == std::string_view::npos) return fail(Mistake::kBadEscape);
    ++at_;
    text.push_back(meanings[place]);
    return true;
  }

  bool parse_unicode(std::string& text) {
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
  static void append_utf8(std::string& text, std::uint32_t code) {
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

  std::string text_;
  std::size_t at_ = 0;
  Mistake mistake_ = Mistake::kNone;
};

}  // namespace json

namespace json {

inline void print_text(const std::string& value, std::string& out) {
  const std::string_view digits = "0123456789abcdef";
  const std::string_view letters = "bfnrt", meanings = "\b\f\n\r\t";
  out.push_back('"');
  for (const char character : value) {
    const auto code = static_cast<unsigned char>(character);
    if (character == '"' || character == '\\') {
      out.push_back('\\');
      out.push_back(character);
    } else if (code >= 0x20) {
      out.push_back(character);
    } else if (const std::size_t place = meanings.find(character);
               place != std::string_view::npos) {
      out.push_back('\\');
      out.push_back(letters[place]);
    } else {
      out += "\\u00";
      out.push_back(digits[code >> 4]);
      out.push_back(digits[code & 15]);
    }
  }
  out.push_back('"');
}

inline void print(const Value& value, std::string& out) {
  switch (value.kind) {
    case Kind::kNull:
      out += "null";
      break;
    case Kind::kBoolean:
      out += value.boolean ? std::string_view("true") : std::string_view("false");
      break;
    case Kind::kNumber:
      append_number(out, value.number);
      break;
    case Kind::kText:
      print_text(value.text, out);
      break;
    case Kind::kArray:
      out.push_back('[');
      for (std::size_t i = 0; i < value.items.size(); ++i) {
        if (i > 0) out.push_back(',');
        print(value.items[i], out);
      }
      out.push_back(']');
      break;
    case Kind::kObject:
      out.push_back('{');
      for (std::size_t i = 0; i < value.members.size(); ++i) {
        if (i > 0) out.push_back(',');
        print_text(value.members[i].name, out);
        out.push_back(':');
        print(value.members[i].value, out);
      }
      out.push_back('}');
      break;
  }
}

}  // namespace json

namespace {
std::string document() {
  std::string text = "[";
  for (std::uint64_t i = 0; i < 2000; ++i) {
    if (i > 0) text += ",\n";
    text += "{\"id\": ";
    json::append_integer(text, i);
    text += ", \"name\": \"entry \\u00e9 ";
    json::append_integer(text, i * 7919);
    text += "\", \"ratio\": ";
    json::append_number(text, static_cast<double>(i) / 8);
    text += ", \"tags\": [true, null, \"x\"], \"at\": {\"x\": -1.5e3, \"y\": 42}}";
  }
  text += "]";
  return text;
}

std::uint64_t workload(const std::string& text) {
  json::Parser parser{text};
  const auto value = parser.parse();
  std::string printed;
  json::print(*value, printed);
  std::uint64_t checksum = 0;
  for (const char character : printed)
    checksum = programs::mixed(checksum, static_cast<unsigned char>(character));
  return checksum;
}

}  // namespace

int main() {
  const std::string text = document();
  programs::measure([&] { return workload(text); });
}
