// expect BD0406
#include <sip/core.hpp>
using Ints = sip::Span<int>;
void advance(Ints& all) { all = all.first(1); }
