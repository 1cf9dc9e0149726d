// exchange_unnest(outer, inner): takes `inner` out of the caller's block `outer`. Its usable bytes;
// or kNotInside: whoever had the outer block before may have written any address into it, so that
// is no misuse of the caller's.
#include "calls/call.hpp"

std::int64_t kernel::calls::exchange_unnest(std::uint64_t outer_address,
                                            std::uint64_t inner_address) {
  const BlockId outer = blocks::starting_at(outer_address);
  if (outer.none() || blocks::get(outer).owner != calling_process().owner)
    end_caller("exchange_unnest from a block that it does not own alone");
  const BlockId inner = blocks::starting_at(inner_address);
  if (inner.none() || blocks::get(inner).outer != outer) return abi::kNotInside;
  blocks::unnest(inner);
  return static_cast<std::int64_t>(blocks::get(inner).bytes());
}
