// expect BD0811
#define release(x) forget(x)
#include <c1.hpp>
