// What can be typed at the shell, and reading it.
#pragma once
#include <sip/line.hpp>
#include <sip/parse.hpp>

enum class Verb {
  kNothing,
  kHelp,
  kAsk,
  kTime,
  kFaultDivide,
  kFaultOverflow,
  kFaultPanic,
  kQuit,
  kUnknown
};

struct Command {
  Verb verb = Verb::kUnknown;
  int number = 0;  // of `ask`
};

inline Command parse_command(const sip::Line& line) {
  if (line.empty()) return {Verb::kNothing};
  if (line.equals("help")) return {Verb::kHelp};
  if (line.equals("time")) return {Verb::kTime};
  if (line.equals("fault divide")) return {Verb::kFaultDivide};
  if (line.equals("fault overflow")) return {Verb::kFaultOverflow};
  if (line.equals("fault panic")) return {Verb::kFaultPanic};
  if (line.equals("quit")) return {Verb::kQuit};
  if (line.starts_with("ask ")) {
    const sip::Optional<std::int32_t> number = sip::parse_int(line, 4);
    if (number && number.value() > 0) return {Verb::kAsk, number.value()};
  }
  return {Verb::kUnknown};
}
