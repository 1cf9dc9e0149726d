// expect BD0407 level kernel
#include "kernel_std.hpp"
std::span<int> kept;
void keep() { std::array<int, 3> local{}; kept = local; }
