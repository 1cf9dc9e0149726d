// exchange_size(address): usable bytes of a block that the caller owns or shares.
#include "calls/table.hpp"
#include "diagnosis/report.hpp"
#include "exheap/blocks.hpp"
#include "sched/scheduler.hpp"

namespace kernel::calls {

std::int64_t exchange_size(std::uint64_t address) {
  const BlockId block = blocks::starting_at(address);
  if (block.none() || !blocks::is_held(block, owner_of(sched::calling_thread().process)))
    end_caller("exchange_size of a block that it does not own");
  return static_cast<std::int64_t>(blocks::get(block).bytes());
}

}  // namespace kernel::calls
