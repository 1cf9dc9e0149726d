// expect BD0811
#define FAST_AND_LOOSE
#include <constants.hpp>
