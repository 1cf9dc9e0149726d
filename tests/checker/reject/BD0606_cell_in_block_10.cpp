// expect BD0606
#include <sip/core.hpp>
void f(sip::Ex<sip::Cell<sip::Ex<int>>> block) { std::move(block).release(); }
