// exchange_size(address): usable bytes of a block of the caller's.
#include "calls/table.hpp"
#include "diagnosis/report.hpp"
#include "exheap/blocks.hpp"
#include "sched/scheduler.hpp"

namespace kernel::calls {

std::int64_t exchange_size(std::uint64_t address) {
  const BlockId block = blocks::starting_at(address);
  if (block.none() || blocks::get(block).owner != sched::running_process().owner)
    end_caller("exchange_size of a block that it does not own");
  return static_cast<std::int64_t>(blocks::get(block).bytes());
}

}  // namespace kernel::calls
