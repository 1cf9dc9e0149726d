// exchange_nest(outer, inner): the caller's block `inner` goes into its block `outer`: nobody can
// reach it until it is taken out again, and it goes with the other wherever that one goes; or
// kQuotaExceeded when that holds as many as a block may.
#include "calls/call.hpp"

std::int64_t kernel::calls::exchange_nest(std::uint64_t outer_address,
                                          std::uint64_t inner_address) {
  const BlockId outer = blocks::starting_at(outer_address);
  const BlockId inner = blocks::starting_at(inner_address);
  const OwnerId caller = calling_process().owner;
  if (outer.none() || inner.none() || outer == inner || blocks::get(outer).owner != caller ||
      blocks::get(inner).owner != caller)
    end_caller("exchange_nest of blocks that are not two of its own (frozen, sent away or inside)");
  return blocks::nest(outer, inner) ? abi::kOk : abi::kQuotaExceeded;
}
