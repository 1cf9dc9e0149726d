// What the driver of the benchmark types: `OPERATION TIMES BYTES BATCHES`, e.g. `request-reply 1000
// 4 30`.
#pragma once
#include <sip/line.hpp>

enum class Operation {
  kNone,
  kKernelCall,
  kYield,
  kYieldRound,
  kAsk,
  kGive,
  kChannelCreate,
  kExchangeAllocate,
  kMutex,
  kThreadCreate,
  kProcessLifecycle,
  kQuit,
  kUnknown
};

struct Command {
  Operation operation = Operation::kUnknown;
  std::int32_t times = 0;    // operations in a batch
  std::int32_t bytes = 0;    // of the block, where there is one
  std::int32_t batches = 0;  // each gives one line of output
};

// Reads the decimal number at `place` and steps over it and one blank; 0 where there is none.
inline std::int32_t take_number(const sip::Line& line, std::size_t& place) {
  std::int32_t value = 0;
  while (place < line.size() && line[place] >= '0' && line[place] <= '9' && value < 100'000'000) {
    value = value * 10 + (line[place] - '0');
    ++place;
  }
  if (place < line.size() && line[place] == ' ') ++place;
  return value;
}

inline bool begins(const sip::Line& line, const sip::StringView& name) {
  return line.starts_with(name) && line.size() > name.size() && line[name.size()] == ' ';
}

// Where the numbers begin, behind the operation's name.
inline Command with_numbers(Operation operation, const sip::Line& line, std::size_t place) {
  Command command{operation};
  command.times = take_number(line, place);
  command.bytes = take_number(line, place);
  command.batches = take_number(line, place);
  const bool complete =
      place == line.size() && command.times > 0 && command.bytes > 0 && command.batches > 0;
  return complete ? command : Command{};
}

inline Command parse_command(const sip::Line& line) {
  if (line.empty()) return {Operation::kNone};
  if (line.equals("quit")) return {Operation::kQuit};
  if (begins(line, "kernel-call")) return with_numbers(Operation::kKernelCall, line, 12);
  if (begins(line, "yield")) return with_numbers(Operation::kYield, line, 6);
  if (begins(line, "yield-round")) return with_numbers(Operation::kYieldRound, line, 12);
  if (begins(line, "request-reply")) return with_numbers(Operation::kAsk, line, 14);
  if (begins(line, "request-reply-block")) return with_numbers(Operation::kGive, line, 20);
  if (begins(line, "channel-create")) return with_numbers(Operation::kChannelCreate, line, 15);
  if (begins(line, "exchange-alloc")) return with_numbers(Operation::kExchangeAllocate, line, 15);
  if (begins(line, "mutex")) return with_numbers(Operation::kMutex, line, 6);
  if (begins(line, "thread-create")) return with_numbers(Operation::kThreadCreate, line, 14);
  if (begins(line, "process-lifecycle"))
    return with_numbers(Operation::kProcessLifecycle, line, 18);
  return {};
}
