// expect BD0101
#include <sip/core.hpp>
struct Mine : std::holder<int*> {};
