// io_irq_event(index): an automatic event that the manifest's n-th interrupt line signals;
// kNoDevice when this machine has no such line or the caller has the event already; kQuotaExceeded.
#include "abi/errors.hpp"
#include "calls/table.hpp"
#include "diagnosis/report.hpp"
#include "io/interrupts.hpp"
#include "sched/scheduler.hpp"
#include "sync/objects.hpp"

namespace kernel::calls {

std::int64_t io_irq_event(std::uint64_t index) {
  const Thread& thread = sched::calling_thread();
  const ProgramRecord& record = processes::get(thread.process).record;
  if (index >= record.irq_count)
    end_caller("io_irq_event of a line that its manifest does not grant");
  const IrqLine grant = record.irq(static_cast<std::uint32_t>(index));
  const ObjectId id = objects::create(thread.process, ObjectKind::kEvent);
  if (id.none()) return abi::kQuotaExceeded;
  objects::get(id).automatic = true;
  if (interrupts::open(grant.line, grant.trigger == IrqTrigger::kLevel, id))
    return static_cast<std::int64_t>(objects::get(id).handle);
  objects::release(id);
  return abi::kNoDevice;
}

}  // namespace kernel::calls
