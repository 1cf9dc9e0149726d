// io_irq_event(index): an automatic event that the manifest's n-th interrupt line signals;
// kNoDevice when this machine has no such line or the caller has the event already; kQuotaExceeded.
#include "calls/call.hpp"

std::int64_t kernel::calls::io_irq_event(std::uint64_t index) {
  const IrqLine grant = granted_irq(index);
  const ObjectId id = objects::create(sched::calling_thread().process, ObjectKind::kEvent);
  if (id.none()) return abi::kQuotaExceeded;
  objects::get(id).automatic = true;
  if (io::open_line(grant.line, grant.trigger == IrqTrigger::kLevel, id))
    return static_cast<std::int64_t>(objects::get(id).handle);
  objects::release(id);
  return abi::kNoDevice;
}
