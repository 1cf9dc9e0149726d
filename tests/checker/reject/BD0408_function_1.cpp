// expect BD0408
#include <sip/core.hpp>
sip::Function<int()> f(int x) { return [&] { return x; }; }
