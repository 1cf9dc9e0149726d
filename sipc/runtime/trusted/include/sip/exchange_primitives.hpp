// The primitives of the exchange heap. An address is a plain number to checked code: it cannot be
// turned into a reference, and each access passes the owner check again. Only `sip::` headers name
// them.
#pragma once
#include <cstdint>

namespace sip::prim {

std::uint64_t exchange_allocate(std::uint64_t bytes) asm(
    "sip_exchange_allocate");  // 0: the manifest's quota is reached
void exchange_release(std::uint64_t address) asm("sip_exchange_release");
// False: no share is left. A frozen block can be loaded from, and nobody can store to it.
bool exchange_freeze(std::uint64_t address) asm("sip_exchange_freeze");
bool exchange_share(std::uint64_t address) asm("sip_exchange_share");

// Element `index` of the vector of `length` elements of `size` ≤ 4096 bytes at `address`. The
// bodies check index < length and that this SIP owns the pages.
template <class T>
void exchange_load(std::uint64_t address, std::uint64_t length, std::uint64_t index, T& value,
                   std::uint64_t size) asm("sip_exchange_load");
template <class T>
void exchange_store(std::uint64_t address, std::uint64_t length, std::uint64_t index,
                    const T& value, std::uint64_t size) asm("sip_exchange_store");

// The block `inner` goes inside of `outer`; its address is only a number then, and no block's.
void exchange_nest(std::uint64_t outer, std::uint64_t inner) asm("sip_exchange_nest");
// It comes out again: its address, and its usable bytes; or 0 and 0 if no block inside of `outer`
// is at `inner`, which may be any number.
std::uint64_t exchange_unnest(std::uint64_t outer, std::uint64_t inner,
                              std::uint64_t& bytes) asm("sip_exchange_unnest");

}  // namespace sip::prim
