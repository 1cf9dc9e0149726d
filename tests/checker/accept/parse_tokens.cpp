// a lexer that is given the text at each step
#include <sip/core.hpp>
enum class Kind { kEnd, kName, kNumber, kSign };
struct Token {
  Kind kind = Kind::kEnd;
  unsigned long begin = 0, length = 0;
};
constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
template <class Test> unsigned long run(sip::StringView text, unsigned long from, const Test& test) {
  unsigned long end = from;
  while (end < text.size() && test(text[end])) ++end;
  return end - from;
}
Token next(sip::StringView text, unsigned long from) {
  if (from >= text.size()) return {Kind::kEnd, from, 0};
  const char c = text[from];
  if (is_letter(c)) return {Kind::kName, from, run(text, from, [](char d) { return is_letter(d); })};
  if (is_digit(c)) return {Kind::kNumber, from, run(text, from, [](char d) { return is_digit(d); })};
  return {Kind::kSign, from, 1};
}
sip::StringView text_of(sip::StringView text, const Token& token) { return text.substr(token.begin, token.length); }
