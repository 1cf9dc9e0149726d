// Checks that the HAL makes on itself when asked: for boot tests, and for a kernel that wants to
// say at start what holds.
#pragma once
#include <cstdint>

namespace hal {

// Walks all page tables: pages that are writable and executable, plus writable pages whose frame is
// executable through another mapping. 0 means that W^X holds for every alias. The walk believes
// none of the counts that map() keeps. Hosted returns 0 unless it can tell.
std::uint64_t w_xor_x_violations();

}  // namespace hal
