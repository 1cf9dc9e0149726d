// expect BD0811
#define GUARDED 1
#include <constants.hpp>
