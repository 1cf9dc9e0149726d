// sync_timer_set(event, deadline, period): the event is signalled then, and again every period if
// that is not 0; kNever stops it.
#include "calls/call.hpp"

std::int64_t kernel::calls::sync_timer_set(std::uint64_t event, std::uint64_t deadline_ns,
                                           std::uint64_t period_ns) {
  const ObjectId id = own_event(event);
  if (period_ns != 0 && period_ns < sched::kTickNs)
    end_caller("sync_timer_set with a period below a tick (1 ms)");
  deadlines::clear(id);
  objects::get(id).period_ns = deadline_ns == abi::kNever ? 0 : period_ns;
  if (deadline_ns != abi::kNever) deadlines::set(id, deadline_ns);
  return abi::kOk;
}
