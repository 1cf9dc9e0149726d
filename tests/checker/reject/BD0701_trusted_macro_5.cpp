// expect BD0701
#include <sip/core.hpp>
void f() { TRUSTED_ASM("cli"); }
