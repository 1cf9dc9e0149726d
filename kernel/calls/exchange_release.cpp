// exchange_release(address): frees a block of the caller's, or one share of a frozen block. Freeing
// twice, or what another owns, ends the caller.
#include "abi/errors.hpp"
#include "calls/table.hpp"
#include "diagnosis/report.hpp"
#include "exheap/blocks.hpp"
#include "sched/scheduler.hpp"

namespace kernel::calls {

std::int64_t exchange_release(std::uint64_t address) {
  const BlockId block = blocks::starting_at(address);
  const OwnerId caller = owner_of(sched::calling_thread().process);
  if (block.none() || !blocks::is_held(block, caller))
    end_caller("exchange_release of a block that it does not own (released twice, or sent away)");
  blocks::release(block, caller);
  return abi::kOk;
}

}  // namespace kernel::calls
