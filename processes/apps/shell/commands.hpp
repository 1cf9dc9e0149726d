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
  kProcesses,
  kTop,
  kChannels,
  kReport,
  kFaultDivide,
  kFaultOverflow,
  kFaultPanic,
  kQuit,
  kUnknown
};

struct Command {
  Verb verb = Verb::kUnknown;
  int number = 0;  // of `ask`, `sleep` and `report`
};

// A verb whose number, from `place` on, must be positive.
inline Command command_with_number(Verb verb, const sip::Line& line, std::size_t place) {
  const int number = sip::parse_int(line, place).value_or(0);
  return number > 0 ? Command{verb, number} : Command{};
}

// Reports are counted from 0.
inline Command report_command(const sip::Line& line) {
  const int number = sip::parse_int(line, 7).value_or(-1);
  return number >= 0 ? Command{Verb::kReport, number} : Command{};
}

inline Command parse_command(const sip::Line& line) {
  if (line.empty()) return {Verb::kNothing};
  if (line.equals("help")) return {Verb::kHelp};
  if (line.equals("time")) return {Verb::kTime};
  if (line.equals("ps")) return {Verb::kProcesses};
  if (line.equals("top")) return {Verb::kTop};
  if (line.equals("channels")) return {Verb::kChannels};
  if (line.starts_with("report ")) return report_command(line);
  if (line.equals("fault divide")) return {Verb::kFaultDivide};
  if (line.equals("fault overflow")) return {Verb::kFaultOverflow};
  if (line.equals("fault panic")) return {Verb::kFaultPanic};
  if (line.equals("quit")) return {Verb::kQuit};
  if (line.starts_with("ask ")) return command_with_number(Verb::kAsk, line, 4);
  if (line.starts_with("sleep ")) return command_with_number(Verb::kSleep, line, 6);
  return {Verb::kUnknown};
}
