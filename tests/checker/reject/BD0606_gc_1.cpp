// expect BD0606
#include <sip/core.hpp>
void f(sip::Ex<sip::Gc<int>> box) { std::move(box).release(); }
