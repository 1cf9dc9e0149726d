// expect BD0101
#include <sip/core.hpp>
sip::Vector<int*> values();
