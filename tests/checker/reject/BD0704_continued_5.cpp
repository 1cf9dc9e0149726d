// expect BD0704
#pragma GCC \
  system_header
int f();
