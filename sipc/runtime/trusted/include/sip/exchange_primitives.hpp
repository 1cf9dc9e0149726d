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

// `slot` is the place of an owner in the block `outer`, of which the value has a copy at `offset`.
// Nest: the block that the value names goes inside of `outer`, and what was named in the slot is
// released. Unnest: it comes out again, or the value's owner becomes null; the slot does. With
// `element_bytes` ≠ 0 the owner is a vector of such elements, whose length becomes what the block
// has room for if it says more.
template <class T>
void exchange_nest(std::uint64_t outer, std::uint64_t slot, T& value,
                   std::uint64_t offset) asm("sip_exchange_nest");
template <class T>
void exchange_unnest(std::uint64_t outer, std::uint64_t slot, T& value, std::uint64_t offset,
                     std::uint64_t element_bytes) asm("sip_exchange_unnest");

}  // namespace sip::prim
