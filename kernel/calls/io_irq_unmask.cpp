// io_irq_unmask(index): the manifest's n-th interrupt line, which the caller has the event of, may
// interrupt again.
#include "calls/call.hpp"

std::int64_t kernel::calls::io_irq_unmask(std::uint64_t index) {
  const std::uint32_t line = granted_irq(index).line;
  const ObjectId event = io::event_of(line);
  if (event.none() || objects::get(event).process != sched::calling_thread().process)
    end_caller("io_irq_unmask of a line whose event it does not have");
  hal::irq_unmask(line);
  return abi::kOk;
}
