// What happens at a time: threads that wait no longer than so long, and timers. A binary heap with
// its soonest entry on top; each record knows its place, so leaving early costs the logarithm of
// how many there are.
#pragma once
#include "sched/thread.hpp"

namespace kernel::deadlines {

void start(std::uint32_t threads, std::uint32_t objects, Arena& arena);

// Whose deadline: a thread's, or with the top bit set an event's.
struct Entry {
  static constexpr std::uint32_t kEvent = std::uint32_t{1} << 31;
  std::uint32_t value = 0;
  Entry() = default;
  Entry(const Thread& thread) : value(thread.id.value) {}
  Entry(ObjectId event) : value(event.value | kEvent) {}
  bool is_event() const { return (value & kEvent) != 0; }
  ThreadId thread() const { return {value}; }
  ObjectId event() const { return {value & ~kEvent}; }
};

void set(Entry entry, std::uint64_t deadline_ns);
void clear(Entry entry);  // nothing happens if none is set

bool any();
// Wakes threads and signals events whose time has come.
void run(std::uint64_t now_ns);

}  // namespace kernel::deadlines
