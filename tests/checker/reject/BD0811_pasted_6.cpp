// expect BD0811
#define Optional Option
#include <sip/core.hpp>
