// expect BD0808 level kernel
#include "kernel_std.hpp"
std::span<int> lasting(std::span<int> any) { return hal::detail::LastingMaker::of(any); }
