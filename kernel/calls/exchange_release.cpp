// exchange_release(address): frees a block of the caller's, or one share of a frozen block. Freeing
// twice, or what another owns, ends the caller.
#include "calls/call.hpp"

std::int64_t kernel::calls::exchange_release(std::uint64_t address) {
  blocks::release(own_block(address), calling_process().owner);
  return abi::kOk;
}
