// time_sleep_until(deadline): returns when the clock has reached it, at the granularity of the
// tick.
#include "abi/errors.hpp"
#include "calls/table.hpp"
#include "hal/boot.hpp"
#include "sched/scheduler.hpp"

namespace kernel::calls {

std::int64_t time_sleep_until(std::uint64_t deadline_ns) {
  if (deadline_ns <= hal::now_ns()) return abi::kOk;
  sched::sleep_until(sched::current(), deadline_ns);
  sched::block(ThreadState::kSleeping);
}

}  // namespace kernel::calls
