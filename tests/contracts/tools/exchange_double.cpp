// The bodies of the exchange primitives for the test double; the names are the asm labels of
// sip/exchange_primitives.hpp. Addresses are numbers that point nowhere: the mocks only pass blocks
// on.
#include "exchange_double.hpp"

#include <cstdint>
#include <set>
#include <stdexcept>

namespace {
std::set<std::uint64_t> live;
std::uint64_t next_address = 0x1000;
}  // namespace

namespace exchange_double {
std::size_t live_blocks() {
  return live.size();
}
}  // namespace exchange_double

extern "C" {

std::uint64_t sip_exchange_allocate(std::uint64_t) {
  next_address += 0x1000;
  live.insert(next_address);
  return next_address;
}

void sip_exchange_release(std::uint64_t address) {
  if (live.erase(address) != 1) throw std::logic_error("a block was released that nobody holds");
}

void sip_exchange_store(std::uint64_t address, std::uint64_t, std::uint64_t, const void*,
                        std::uint64_t) {
  if (!live.contains(address)) throw std::logic_error("a block was written that nobody holds");
}

}  // extern "C"
