// expect BD0811
#define handle_ other_
#include <c1.hpp>
