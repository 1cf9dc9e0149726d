// expect BD0105
#include <sip/core.hpp>
std::holder<int[3]> table();
