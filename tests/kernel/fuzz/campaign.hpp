// One boot of the fuzzed system, with everything checked.
#pragma once
#include "builder/image.hpp"
#include "sips.hpp"

namespace fuzz {

// Boots the image and runs the campaign to its end, invariants checked after every so many entries
// into the kernel, and at the end.
machine::Outcome boot(const image_builder::Blob& image, Campaign& campaign,
                      std::uint64_t check_every);
// Boots the fuzzed system, runs the campaign to its end, and checks that all came to a good end:
// verdict 0, nothing leaked, invariants held.
void run(Campaign& campaign, std::uint64_t check_every);

}  // namespace fuzz
