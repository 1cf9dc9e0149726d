// What can be typed at the shell, and reading it.
#pragma once
#include <sip/line.hpp>
#include <sip/parse.hpp>

enum class Verb {
  kNothing,
  kHelp,
  kAsk,
  kSleep,
  kTime,
  kFaultDivide,
  kFaultOverflow,
  kFaultPanic,
  kQuit,
  kUnknown
};

struct Command {
  Verb verb = Verb::kUnknown;
  int number = 0;  // of `ask` and `sleep`
};

// A verb whose number, from `place` on, must be positive.
inline Command command_with_number(Verb verb, const sip::Line& line, std::size_t place) {
  const int number = sip::parse_int(line, place).value_or(0);
  return number > 0 ? Command{verb, number} : Command{};
}

inline Command parse_command(const sip::Line& line) {
  if (line.empty()) return {Verb::kNothing};
  if (line.equals("help")) return {Verb::kHelp};
  if (line.equals("time")) return {Verb::kTime};
  if (line.equals("fault divide")) return {Verb::kFaultDivide};
  if (line.equals("fault overflow")) return {Verb::kFaultOverflow};
  if (line.equals("fault panic")) return {Verb::kFaultPanic};
  if (line.equals("quit")) return {Verb::kQuit};
  if (line.starts_with("ask ")) return command_with_number(Verb::kAsk, line, 4);
  if (line.starts_with("sleep ")) return command_with_number(Verb::kSleep, line, 6);
  return {Verb::kUnknown};
}
