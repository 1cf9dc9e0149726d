// a library of text functions over views
#include <sip/core.hpp>
constexpr bool is_space(char c) { return c == ' ' || c == '\t'; }
sip::StringView trim_left(sip::StringView text) {
  unsigned long from = 0;
  while (from < text.size() && is_space(text[from])) ++from;
  return text.substr(from);
}
sip::StringView trim_right(sip::StringView text) {
  auto end = text.size();
  while (end > 0 && is_space(text[end - 1])) --end;
  return text.substr(0, end);
}
sip::StringView trim(sip::StringView text) { return trim_right(trim_left(text)); }
bool starts_with(sip::StringView text, sip::StringView prefix) {
  return text.size() >= prefix.size() && text.substr(0, prefix.size()) == prefix;
}
sip::StringView without(sip::StringView text, sip::StringView prefix) {
  return starts_with(text, prefix) ? text.substr(prefix.size()) : text;
}
unsigned long f(const sip::String& line) {
  const auto clean = trim(line);
  return without(clean, "let ").size() + trim(sip::String(" a ")).size();
}
