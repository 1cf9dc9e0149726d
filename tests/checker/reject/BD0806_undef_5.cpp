// expect BD0806
#include <sip/core.hpp>
#undef TRUSTED_NULL
