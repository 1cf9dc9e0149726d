// sync_timer_set(event, deadline, period): the event is signalled then, and again every period if
// that is not 0; kNever stops it.
#include "abi/errors.hpp"
#include "calls/table.hpp"
#include "diagnosis/report.hpp"
#include "sched/deadlines.hpp"
#include "sched/scheduler.hpp"
#include "sync/objects.hpp"

namespace kernel::calls {

std::int64_t sync_timer_set(std::uint64_t handle, std::uint64_t deadline_ns,
                            std::uint64_t period_ns) {
  const ObjectId id = objects::lookup(sched::calling_thread().process, handle, ObjectKind::kEvent);
  if (id.none()) end_caller("sync_timer_set of an event that is not its own");
  if (period_ns != 0 && period_ns < sched::kTickNs)
    end_caller("sync_timer_set with a period below a tick (1 ms)");
  Object& event = objects::get(id);
  deadlines::clear_timer(id);
  event.period_ns = deadline_ns == abi::kNever ? 0 : period_ns;
  if (deadline_ns != abi::kNever) deadlines::set_timer(id, deadline_ns);
  return abi::kOk;
}

}  // namespace kernel::calls
