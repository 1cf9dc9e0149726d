// exchange_release(address): frees a block of the caller's. Freeing twice, or what another owns,
// ends the caller.
#include "abi/errors.hpp"
#include "calls/table.hpp"
#include "diagnosis/report.hpp"
#include "exheap/blocks.hpp"
#include "sched/scheduler.hpp"

namespace kernel::calls {

std::int64_t exchange_release(std::uint64_t address) {
  const BlockId block = blocks::starting_at(address);
  if (block.none() || blocks::get(block).owner != sched::running_process().owner) {
    end_caller("exchange_release of a block that it does not own (released twice, or sent away)");
  }
  blocks::release(block);
  return abi::kOk;
}

}  // namespace kernel::calls
