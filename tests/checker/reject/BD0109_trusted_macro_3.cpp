// expect BD0109
#include <sip/core.hpp>
void f() { (void)TRUSTED_NULL; }
