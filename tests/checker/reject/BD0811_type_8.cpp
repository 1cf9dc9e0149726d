// expect BD0811
#define Closed Open
#include <sip/core.hpp>
