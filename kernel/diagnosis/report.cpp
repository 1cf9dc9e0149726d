// Reports and backtraces. See report.hpp.
#include "diagnosis/report.hpp"

#include <algorithm>
#include <ranges>

#include "channel/endpoint.hpp"
#include "memory/ranges.hpp"
#include "process/teardown.hpp"
#include "sched/scheduler.hpp"

namespace kernel {

namespace {

constexpr std::size_t kReports = 16, kReportBytes = 4096;

struct Report {
  std::array<char, kReportBytes> text{};
  std::size_t length = 0;
};
std::array<Report, kReports> reports{};
std::uint32_t made = 0;
bool keeps_lines = false;

// While one exists, lines of the log are part of a new report.
class Recording {
 public:
  Recording() {
    reports[made % kReports].length = 0;
    keeps_lines = true;
  }
  ~Recording() {
    keeps_lines = false;
    ++made;
  }
  Recording(const Recording&) = delete;
};

constexpr std::uint32_t kMaxFrames = 24;
// Frames looked at, so that endless recursion ends in bounded time.
constexpr std::uint32_t kMaxWalk = 4096;

std::optional<std::uint64_t> stack_word(const Thread& thread, std::uint64_t address) {
  if (address % 8 != 0) return std::nullopt;
  const auto range = RangeChecks::on_call_stack(thread, address, 8);
  if (!range) return std::nullopt;
  return read<std::uint64_t>(range->bytes(), 0);
}

constexpr std::uint64_t kHeader = 8, kEntry = 8;

struct Symbol {
  std::uint32_t address;
  hal::LastingText name;
};

Symbol symbol_at(ImageBytes symbols, std::uint32_t index) {
  const auto name = read<std::uint32_t>(symbols, kHeader + kEntry * index + 4);
  const ImageBytes rest = name < symbols.size() ? symbols.subspan(name) : ImageBytes{};
  const ImageBytes bounded = rest.size() > 160 ? rest.first(160) : rest;
  return {read<std::uint32_t>(symbols, kHeader + kEntry * index), name_text(as_text(bounded))};
}

std::optional<Symbol> find(ImageBytes symbols, std::uint64_t offset) {
  if (symbols.size() < kHeader) return std::nullopt;
  const auto count = read<std::uint32_t>(symbols, 0);
  if (!array_fits(kHeader, count, kEntry, symbols.size())) return std::nullopt;
  const auto address = [&](std::uint32_t index) {
    return read<std::uint32_t>(symbols, kHeader + kEntry * index);
  };
  const std::uint32_t behind =
      *std::ranges::upper_bound(std::views::iota(0u, count), offset, {}, address);
  if (behind == 0) return std::nullopt;
  return symbol_at(symbols, behind - 1);
}

// "name+0x12" for an address in the process's text, or only the number.
void append_symbol(TextBuffer& text, const Process& process, std::uint64_t address) {
  text << "0x" << Hex{address, 12};
  if (!process.text().contains(address)) return;
  const std::optional<Symbol> symbol = find(process.symbols, address - process.window.value);
  if (!symbol || symbol->name.empty()) return;
  text << ' ' << Escaped{symbol->name} << "+0x"
       << Hex{address - process.window.value - symbol->address};
}

void print_frame(const Process& process, std::uint32_t number, std::uint64_t address) {
  Line text;
  text << "bulkhead:   #" << number << ' ';
  append_symbol(text, process, address);
}

// Prints frames, and of equal ones in a row only the first and how many follow.
class FramePrinter {
 public:
  explicit FramePrinter(const Process& process) : process_(processes::of_owner(process.owner)) {}
  ~FramePrinter() { end_row(); }

  void print(std::uint64_t address) {
    if (number_ != 0 && address == last_) {
      ++repeats_;
    } else {
      end_row();
      print_frame(processes::get(process_), number_, address);
    }
    last_ = address;
    ++number_;
  }
  bool full() const {
    return number_ - repeats_total_ - repeats_ >= kMaxFrames || number_ >= kMaxWalk;
  }

 private:
  void end_row() {
    if (repeats_ != 0) Line() << "bulkhead:   ... and " << repeats_ << " more of it";
    repeats_total_ += repeats_;
    repeats_ = 0;
  }

  ProcessId process_;
  std::uint32_t number_ = 0, repeats_ = 0, repeats_total_ = 0;
  std::uint64_t last_ = 0;
};

// The chain of frame pointers: each frame holds the caller's and, above it, the return address.
// Frames must rise.
void print_callers(const Thread& thread, FramePrinter& frames, std::uint64_t frame_pointer) {
  while (!frames.full()) {
    const auto return_address = stack_word(thread, frame_pointer + 8);
    const auto caller = stack_word(thread, frame_pointer);
    if (!return_address || !caller || *return_address == 0) return;
    frames.print(*return_address);
    if (*caller <= frame_pointer) return;
    frame_pointer = *caller;
  }
}

void print_headline(const Process& process, std::string_view cause) {
  Line() << "bulkhead: SIP " << process.name() << " ended: " << cause;
}

std::string_view message_name(const Contract& rules, std::uint64_t tag) {
  return tag < rules.message_count ? rules.messages[tag].name : std::string_view("?");
}

TextBuffer& append_last(TextBuffer& text, const Contract& rules, const Endpoint& endpoint) {
  if (endpoint.last_sent == Endpoint::kNothingSent) return text << " nothing";
  text << ' ' << Escaped{message_name(rules, endpoint.last_sent)} << " (" << endpoint.sent
       << " in all)";
  return text;
}

// What went over its channels last, for as many of them as a report has room for.
void print_channels(const Process& process) {
  constexpr unsigned kMost = 8;
  EndpointId id = process.first_endpoint;
  for (unsigned i = 0; i < kMost && !id.none(); ++i, id = channels::get(id).next_owned) {
    const Endpoint& endpoint = channels::get(id);
    const Contract& rules = contracts::get(endpoint.contract);
    if (endpoint.sent == 0 && channels::get(peer_of(id)).sent == 0) continue;
    Line text;
    text << "bulkhead:   " << (endpoint.side == Side::kImporter ? "importer of " : "exporter of ")
         << Escaped{rules.name} << " in state " << Escaped{rules.states[endpoint.state].name}
         << ", last sent:";
    append_last(text, rules, endpoint) << "; its peer last sent:";
    append_last(text, rules, channels::get(peer_of(id)));
  }
}

void print_registers(const hal::Registers& r) {
  const auto four = [](std::string_view names, std::uint64_t a, std::uint64_t b, std::uint64_t c,
                       std::uint64_t d) {
    Line text;
    text << "bulkhead:   ";
    const std::array<std::uint64_t, 4> values{a, b, c, d};
    for (std::size_t i = 0; i < values.size(); ++i)
      text << names.substr(4 * i, 4) << Hex{values[i], 16} << "  ";
  };
  four("rip rsp rbp rfl ", r.rip, r.rsp, r.rbp, r.rflags);
  four("rax rbx rcx rdx ", r.rax, r.rbx, r.rcx, r.rdx);
  four("rsi rdi r8  r9  ", r.rsi, r.rdi, r.r8, r.r9);
  four("r10 r11 r12 r13 ", r.r10, r.r11, r.r12, r.r13);
}

}  // namespace

void keep_line(std::string_view line) {
  if (!keeps_lines) return;
  Report& report = reports[made % kReports];
  for (const char character : line) {
    if (report.length + 1 >= report.text.size()) break;
    report.text[report.length++] = character;
  }
  if (report.length < report.text.size()) report.text[report.length++] = '\n';
}

std::uint32_t reports_made() {
  return made;
}

std::size_t copy_report(std::uint64_t number, std::span<std::byte> to) {
  if (number >= made || made - number > kReports) return 0;
  const Report& report = reports[number % kReports];
  std::size_t length = 0;
  for (; length < report.length && length < to.size(); ++length)
    to[length] = static_cast<std::byte>(report.text[length]);
  return length;
}

void report_end_in_call(std::string_view cause) {
  const Thread& thread = sched::running();
  const Process& process = processes::get(thread.process);
  const Recording recording;
  print_headline(process, cause);
  {
    const auto return_address = stack_word(thread, thread.context.call_rsp);
    FramePrinter frames(process);
    if (return_address) frames.print(*return_address);
    print_callers(thread, frames, thread.context.call_rbp);
  }
  print_channels(process);
}

void report_end_by_fault(std::string_view cause) {
  const Thread& thread = sched::running();
  const Process& process = processes::get(thread.process);
  const hal::Registers& registers = thread.context.registers;
  const Recording recording;
  print_headline(process, cause);
  {
    FramePrinter frames(process);
    frames.print(registers.rip);
    // A wild call: who made it is on top of the stack.
    if (!process.text().contains(registers.rip)) {
      const auto caller = stack_word(thread, registers.rsp);
      if (caller && process.text().contains(*caller)) frames.print(*caller);
    }
    print_callers(thread, frames, registers.rbp);
  }
  print_registers(registers);
  print_channels(process);
}

void end_caller(std::string_view cause) {
  report_end_in_call(cause);
  end_running_process(abi::EndKind::kFaulted, 0, cause);
}

void end_interrupted(Thread& thread, std::string_view cause) {
  report_end_by_fault(cause);
  end_process(thread.process, abi::EndKind::kFaulted, 0, cause);
}

}  // namespace kernel
