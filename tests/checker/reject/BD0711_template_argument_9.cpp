// expect BD0711
#include <sip/core.hpp>
sip::Vector<long double> f();
