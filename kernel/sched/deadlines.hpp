// What happens at a time: threads that wait no longer than so long, and timers. A binary heap with
// its soonest entry on top; each record knows its place, so leaving early costs the logarithm of
// how many there are.
#pragma once
#include "sched/thread.hpp"

namespace kernel::deadlines {

void start(std::uint32_t threads, std::uint32_t objects, Arena& arena);

void set(Thread& thread, std::uint64_t deadline_ns);
void clear(Thread& thread);  // nothing happens if none is set
void set_timer(ObjectId event, std::uint64_t deadline_ns);
void clear_timer(ObjectId event);

bool any();
// Wakes threads and signals events whose time has come.
void run(std::uint64_t now_ns);

}  // namespace kernel::deadlines
