// expect BD0101
#include <sip/core.hpp>
void keep(TRUSTED_POINTER_TO(int) p) {}
