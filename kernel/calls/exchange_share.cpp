// exchange_share(address): one more share of a frozen block that the caller has a share of; or
// kQuotaExceeded.
#include "calls/call.hpp"

std::int64_t kernel::calls::exchange_share(std::uint64_t address) {
  const BlockId block = blocks::starting_at(address);
  const OwnerId caller = calling_process().owner;
  if (block.none() || blocks::get(block).owner != kFrozenOwner || !blocks::is_held(block, caller))
    end_caller("exchange_share of a block that is not frozen, or of which it has no share");
  return blocks::share(block, caller) ? abi::kOk : abi::kQuotaExceeded;
}
