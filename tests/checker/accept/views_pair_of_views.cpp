// cutting text in two, given back as a pair of views
#include <sip/core.hpp>
using Halves = std::pair<sip::StringView, sip::StringView>;
Halves cut(sip::StringView text, char at) {
  for (unsigned long i = 0; i < text.size(); ++i) {
    if (text[i] == at) return {text.substr(0, i), text.substr(i + 1)};
  }
  return {text, ""};
}
unsigned long f(const sip::String& line) {
  const auto [name, rest] = cut(line, '=');
  auto value = rest;
  while (!value.empty() && value[0] == ' ') value.remove_prefix(1);
  const auto both = cut(value, ',');
  return name.size() + both.first.size() + both.second.size();
}
