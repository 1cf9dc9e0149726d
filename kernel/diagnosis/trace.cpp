// The trace ring. See trace.hpp.
#include "diagnosis/trace.hpp"

#include "channel/endpoint.hpp"
#include "hal/thread.hpp"
#include "process/loader.hpp"

namespace kernel::trace {

bool on = false;

namespace {
hal::Lasting<abi::TraceEvent> ring;
std::uint64_t count = 0;

// A name comes from the image: what does not print is escaped.
void print_name(std::string_view what, std::uint32_t number, std::string_view name) {
  Line() << "bulkhead: trace-" << what << ' ' << number << ' ' << Escaped{name};
}

void print_messages(std::uint32_t number, const Contract& contract) {
  for (std::uint32_t tag = 0; tag < contract.message_count; ++tag)
    Line() << "bulkhead: trace-message " << number << ' ' << tag << ' ' << Escaped{contract.name}
           << '.' << Escaped{contract.messages[tag].name};
}

// What the numbers in events mean. Of a child process only the program is known: its record may
// have been used again.
void print_names() {
  for (std::uint32_t i = 0; i < processes::table.count(); ++i) {
    const Process& process = processes::get(processes::table.id_at(i));
    if (process.with_system) print_name("process", i, process.name());
  }
  for (std::uint32_t i = 0; i < loader::programs.count(); ++i)
    print_name("program", i, loader::programs[ProgramId{i}].record.name);
  for (std::uint32_t i = 0; i < contracts::table.count(); ++i)
    print_messages(i, contracts::get(ContractId{i}));
}

void print_event(const abi::TraceEvent& event) {
  Line() << "bulkhead: trace " << event.time_ns << ' ' << event.cpu << ' '
         << static_cast<std::uint32_t>(event.kind) << ' ' << event.a << ' ' << event.b;
}

}  // namespace

void start(Arena& arena) {
  ring = arena.carve<abi::TraceEvent>(kEvents);
  on = true;
}

[[clang::preserve_most]] void record_event(abi::TraceKind kind, std::uint32_t a, std::uint32_t b) {
  // A message's number means something only with its contract, and the channel may be gone when
  // somebody reads this.
  if (kind == abi::TraceKind::kSend) b |= channels::get(EndpointId{a}).contract.value << 16;
  ring[count % kEvents] = {.sequence = count,
                           .time_ns = hal::now_ns(),
                           .kind = kind,
                           .cpu = hal::this_cpu(),
                           .a = a,
                           .b = b};
  ++count;
}

std::uint64_t written() {
  return count;
}

std::optional<abi::TraceEvent> find(std::uint64_t number) {
  if (number >= count || count - number > kEvents) return std::nullopt;
  return ring[number % kEvents];
}

void print_all() {
  if (!on) return;
  on = false;
  const std::uint64_t first = count > kEvents ? count - kEvents : 0;
  Line() << "bulkhead: trace-ring " << count << " events, " << count - first << " kept";
  print_names();
  for (std::uint64_t number = first; number < count; ++number) print_event(ring[number % kEvents]);
}

}  // namespace kernel::trace
