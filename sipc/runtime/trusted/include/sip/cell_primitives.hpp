// The primitives behind sip::Cell: a table of cells beside collected memory, each with one owner in
// it or none. A cell's number is a plain number: who forges one takes out what another put in, and
// then that one finds nothing; two owners of one thing never come of it. Typing rules:
// docs/primitives.md. Only `sip::` headers name them.
#pragma once
#include <cstdint>

#include "sip/collected_primitives.hpp"

namespace sip::prim {

// A new, empty cell; `to` becomes a reference to its number. The cell goes when a collection finds
// nobody who refers to that, and what is in it then is released or closed.
void cell_make(detail::Reference<std::uint64_t>& to) asm("sip_cell_make");
bool cell_is_full(std::uint64_t cell) asm("sip_cell_is_full");

// Putting into a full cell, or taking from an empty one or one with an owner of another kind, ends
// the SIP. The length of a block is kept beside it.
void cell_put_block(std::uint64_t cell, std::uint64_t address,
                    std::uint64_t length) asm("sip_cell_put_block");
std::uint64_t cell_take_block(std::uint64_t cell, std::uint64_t& length) asm("sip_cell_take_block");
void cell_put_endpoint(std::uint64_t cell, std::uint64_t endpoint) asm("sip_cell_put_endpoint");
std::uint64_t cell_take_endpoint(std::uint64_t cell) asm("sip_cell_take_endpoint");

}  // namespace sip::prim
