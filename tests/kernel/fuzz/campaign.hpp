// One boot of the fuzzed system, with everything checked.
#pragma once
#include "sips.hpp"

namespace fuzz {

// Boots it, runs the campaign to its end, and checks that all came to a good end: verdict 0, nothing leaked, invariants held.
void run(Campaign& campaign, std::uint64_t check_every);

}  // namespace fuzz
