// CPU time: who has used how much, who is over its share, and who runs away. A share is a
// percentage of one CPU over a period; threads of a process that has used it up run only when
// nobody else wants to, until the next period. The watchdog ends a SIP whose thread uses so much
// time without once waiting or yielding.
#pragma once
#include "sched/thread.hpp"

namespace kernel::shares {

inline constexpr std::uint64_t kPeriodNs = 100'000'000;

// The running thread has used a tick. It may be doomed afterwards.
void charge(Thread& thread);
void next_period_if_due(std::uint64_t now_ns);

}  // namespace kernel::shares
