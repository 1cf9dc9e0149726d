// The trace ring: what the scheduler, channels and faults did, with times. Off until the command
// line says `trace`; then each event costs one entry, and the oldest are overwritten. Read by
// inspect_trace, and printed at the end of a system that was booted with `trace`.
#pragma once
#include <optional>

#include "abi/records.hpp"
#include "memory/trusted/arena.hpp"

namespace kernel::trace {

inline constexpr std::uint32_t kEvents = 16384;  // a power of two

extern bool on;
void start(Arena& arena);  // makes the ring and turns tracing on
// Keeps the registers of its caller, whose fast path must not pay for it.
[[gnu::cold, gnu::noinline, clang::preserve_most]] void record_event(abi::TraceKind kind,
                                                                     std::uint32_t a,
                                                                     std::uint32_t b);

inline void record(abi::TraceKind kind, std::uint32_t a, std::uint32_t b) {
  if (on) [[unlikely]]
    record_event(kind, a, b);
}

std::uint64_t written();
// Event number n, counted from the first; nothing if it has been overwritten or not happened yet.
std::optional<abi::TraceEvent> find(std::uint64_t number);
void print_all();  // as lines of the log, for tests/… and the converter

}  // namespace kernel::trace
