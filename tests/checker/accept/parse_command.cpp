// a command line, cut into name and argument
#include <sip/core.hpp>
enum class Verb { kHelp, kQuit, kSet, kUnknown };
Verb verb_of(sip::StringView name) {
  if (name == "help") return Verb::kHelp;
  if (name == "quit") return Verb::kQuit;
  if (name == "set") return Verb::kSet;
  return Verb::kUnknown;
}
struct Shell {
  sip::String value;
  bool running = true;
  void run(sip::StringView line) {
    unsigned long end = 0;
    while (end < line.size() && line[end] != ' ') ++end;
    const auto argument = end < line.size() ? line.substr(end + 1) : sip::StringView("");
    switch (verb_of(line.substr(0, end))) {
      case Verb::kHelp: sip::log("help quit set"); break;
      case Verb::kQuit: running = false; break;
      case Verb::kSet: value = sip::String(argument); break;
      case Verb::kUnknown: sip::log("what?"); break;
    }
  }
};
