// expect BD0405
#include <sip/core.hpp>
void f(sip::Gc<sip::Cell<sip::Span<int>>> shared) {}
