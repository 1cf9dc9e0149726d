// expect BD0704
#pragma clang attribute push(__attribute__((weak)), apply_to = function)
int f() { return 1; }
#pragma clang attribute pop
