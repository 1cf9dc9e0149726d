// exchange_freeze(address): a block of the caller's becomes read-only for ever, and the caller
// holds one share of it; or kQuotaExceeded when no share record is left.
#include "calls/call.hpp"

std::int64_t kernel::calls::exchange_freeze(std::uint64_t address) {
  const BlockId block = blocks::starting_at(address);
  if (block.none() || blocks::get(block).owner != calling_process().owner)
    end_caller("exchange_freeze of a block that it does not own alone");
  if (!blocks::get(block).first_inside.none())
    end_caller("exchange_freeze of a block with others inside, which nobody could take out again");
  return blocks::freeze(block) ? abi::kOk : abi::kQuotaExceeded;
}
