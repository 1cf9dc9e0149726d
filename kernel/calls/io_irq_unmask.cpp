// io_irq_unmask(index): the manifest's n-th interrupt line, which the caller has the event of, may
// interrupt again.
#include "abi/errors.hpp"
#include "calls/table.hpp"
#include "diagnosis/report.hpp"
#include "io/interrupts.hpp"
#include "sched/scheduler.hpp"
#include "sync/objects.hpp"

namespace kernel::calls {

std::int64_t io_irq_unmask(std::uint64_t index) {
  const Thread& thread = sched::calling_thread();
  const ProgramRecord& record = processes::get(thread.process).record;
  if (index >= record.irq_count)
    end_caller("io_irq_unmask of a line that its manifest does not grant");
  const std::uint32_t line = record.irq(static_cast<std::uint32_t>(index)).line;
  ObjectId event;
  if (!interrupts::is_open_for(line, event) || objects::get(event).process != thread.process)
    end_caller("io_irq_unmask of a line whose event it does not have");
  interrupts::unmask(line);
  return abi::kOk;
}

}  // namespace kernel::calls
