// sections of name and value, kept as owned text
#include <sip/core.hpp>
struct Entry {
  sip::String name, value;
};
class Settings {
 public:
  void read_line(sip::StringView line) {
    for (unsigned long i = 0; i < line.size(); ++i) {
      if (line[i] != '=') continue;
      entries_.push_back({sip::String(line.substr(0, i)), sip::String(line.substr(i + 1))});
      return;
    }
  }
  sip::StringView value_of(sip::StringView name, sip::StringView otherwise) const {
    for (const auto& entry : entries_) {
      if (entry.name.view() == name) return entry.value;
    }
    return otherwise;
  }

 private:
  sip::Vector<Entry> entries_;
};
unsigned long f(const Settings& settings) {
  const auto title = settings.value_of("title", "none");
  return title.size() + settings.value_of("size", "").size();
}
