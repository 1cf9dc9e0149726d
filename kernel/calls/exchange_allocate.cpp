// exchange_allocate(bytes): the address of a new zeroed block of the caller's, at least one page;
// or kQuotaExceeded.
#include "abi/errors.hpp"
#include "calls/table.hpp"
#include "exheap/blocks.hpp"
#include "sched/scheduler.hpp"

namespace kernel::calls {

std::int64_t exchange_allocate(std::uint64_t bytes) {
  const BlockId block = blocks::allocate(sched::calling_thread().process, bytes);
  return block.none() ? abi::kQuotaExceeded : static_cast<std::int64_t>(blocks::base(block).value);
}

}  // namespace kernel::calls
