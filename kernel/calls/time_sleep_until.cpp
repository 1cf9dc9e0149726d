// time_sleep_until(deadline): waits at least until then; a deadline that has passed returns at
// once.
#include "calls/call.hpp"

std::int64_t kernel::calls::time_sleep_until(std::uint64_t deadline_ns) {
  if (deadline_ns <= hal::now_ns()) return abi::kOk;
  Thread& thread = sched::calling_thread();
  deadlines::set(thread, deadline_ns);
  sched::block(thread, ThreadState::kSleeping);
}
