// splitting text into words by views
#include <sip/core.hpp>
sip::StringView skip_spaces(sip::StringView text) {
  while (!text.empty() && text[0] == ' ') text.remove_prefix(1);
  return text;
}
sip::StringView first_word(sip::StringView text) {
  unsigned long end = 0;
  while (end < text.size() && text[end] != ' ') ++end;
  return text.substr(0, end);
}
template <class F> void each_word(sip::StringView text, const F& show) {
  text = skip_spaces(text);
  while (!text.empty()) {
    const auto word = first_word(text);
    show(word);
    text = skip_spaces(text.substr(word.size()));
  }
}
unsigned long longest(const sip::String& line) {
  sip::StringView best;
  each_word(line, [&](sip::StringView word) { (void)word; });
  auto rest = line.view();
  while (!rest.empty()) {
    const auto word = first_word(rest);
    if (word.size() > best.size()) best = word;
    rest = skip_spaces(rest.substr(word.size()));
  }
  return best.size();
}
