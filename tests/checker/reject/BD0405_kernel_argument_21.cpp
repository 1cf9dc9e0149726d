// expect BD0405 level kernel
#include "kernel_std.hpp"
struct Base : std::span<int> {};
