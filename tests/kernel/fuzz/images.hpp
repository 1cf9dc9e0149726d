// Damaged images that are signed all the same, as a broken tool would make them: the kernel refuses
// them by number, or runs them without harm.
#pragma once
#include "source.hpp"

namespace fuzz {

enum class Fate { kRefused, kRan };

// Any part of the fuzzed system's image, changed here and there; each process then makes a few
// calls and exits.
Fate load_damaged_image(Source& source);
// Its contract tables only. What passes is used by hostile SIPs, with all invariants checked.
Fate use_damaged_contracts(Source& source);

}  // namespace fuzz
