// views that end before what they look at
#include <sip/core.hpp>
sip::StringView trim(sip::StringView text) {
  while (!text.empty() && text[0] == ' ') text = text.substr(1);
  return text;
}
sip::StringView longer(sip::StringView a, sip::StringView b) { return a.size() < b.size() ? b : a; }
struct Config {
  sip::String name{"default"};
  sip::StringView title() const { return name; }
};
unsigned long f(const Config& config, sip::StringView given) {
  sip::String text("  word");
  auto word = trim(text);
  word = longer(word, config.title());
  sip::StringView best;
  for (unsigned long i = 0; i < word.size(); ++i) {
    const auto rest = word.substr(i);
    if (rest.size() > best.size()) best = rest;
  }
  given.remove_prefix(1);
  return best.size() + trim(sip::String("x")).size() + given.size();
}
sip::StringView name_of(int kind) {
  switch (kind) {
    case 0: return "zero";
    case 1: return "one";
    default: return "many";
  }
}
constexpr sip::StringView kTitle = "title";
sip::StringView either(bool b) { return b ? kTitle : sip::StringView("other"); }
