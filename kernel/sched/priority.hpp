// Effective priorities: a thread runs at the highest of its own, of those that wait for a mutex
// that it holds (Sha, Rajkumar and Lehoczky, "Priority Inheritance Protocols", 1990), and of the
// importers that wait for its process to answer (design §4: a message carries its sender's
// priority).
#pragma once
#include "channel/endpoint.hpp"
#include "sched/thread.hpp"

namespace kernel::priority {

// Computes the thread's effective priority anew, and that of whoever it waits for.
void refresh(Thread& thread);

// An importer of this priority waits at the exporter's end until withdraw().
void donate(Endpoint& exporter_end, std::uint8_t priority);
void withdraw(Endpoint& exporter_end);

}  // namespace kernel::priority
