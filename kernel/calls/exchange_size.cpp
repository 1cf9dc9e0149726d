// exchange_size(address): usable bytes of a block that the caller owns or shares.
#include "calls/call.hpp"

std::int64_t kernel::calls::exchange_size(std::uint64_t address) {
  return static_cast<std::int64_t>(blocks::get(own_block(address)).bytes());
}
