// exchange_allocate(bytes): the address of a new zeroed block of the caller's, at least one page;
// or kQuotaExceeded.
#include "calls/call.hpp"

std::int64_t kernel::calls::exchange_allocate(std::uint64_t bytes) {
  const BlockId block = blocks::allocate(sched::calling_thread().process, bytes);
  return block.none() ? abi::kQuotaExceeded : static_cast<std::int64_t>(blocks::base(block).value);
}
