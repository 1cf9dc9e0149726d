// expect BD0405
#include <sip/core.hpp>
void f(sip::Span<int> all) { auto kept = sip::make_gc(all); }
