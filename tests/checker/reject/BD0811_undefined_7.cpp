// expect BD0811
#define kTest kOther
#include <constants.hpp>
