// expect BD0405 level kernel
#include "kernel_std.hpp"
struct Record { std::span<int> words; };
Record keep() { std::array<int, 3> local{}; return {local}; }
