// The trace ring. See trace.hpp.
#include "diagnosis/trace.hpp"

#include "base/text.hpp"
#include "hal/boot.hpp"
#include "hal/thread.hpp"

namespace kernel::trace {

bool on = false;

namespace {
std::span<abi::TraceEvent> ring;
std::uint64_t count = 0;
}  // namespace

void start(Arena& arena) {
  ring = arena.carve<abi::TraceEvent>(kEvents);
  on = true;
}

[[clang::preserve_most]] void record_event(abi::TraceKind kind, std::uint32_t a, std::uint32_t b) {
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

const abi::TraceEvent* find(std::uint64_t number) {
  if (number >= count || count - number > kEvents) return nullptr;
  return &ring[number % kEvents];
}

void print_all() {
  if (!on) return;
  on = false;
  for (std::uint64_t number = count > kEvents ? count - kEvents : 0; number < count; ++number) {
    const abi::TraceEvent& event = ring[number % kEvents];
    Line() << "bulkhead: trace " << event.time_ns << ' ' << event.cpu << ' '
           << static_cast<std::uint32_t>(event.kind) << ' ' << event.a << ' ' << event.b;
  }
}

}  // namespace kernel::trace
