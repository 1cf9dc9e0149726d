// expect BD0811
#define length_ size_
#include <sip/core.hpp>
