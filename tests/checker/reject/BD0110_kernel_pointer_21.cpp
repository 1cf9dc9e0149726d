// expect BD0110 level kernel
#include "kernel_std.hpp"
struct Own { int* begin() const; int* end() const; };
int sum(Own own) { int all = 0; for (int each : own) all += each; return all; }
