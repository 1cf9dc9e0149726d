// expect BD0101 level kernel
#include "kernel_std.hpp"
struct Thread { Thread* next; };
