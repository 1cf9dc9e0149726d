// expect BD0106 level kernel
#include "kernel_std.hpp"
void f(const char* text);
void g() { f("text"); }
