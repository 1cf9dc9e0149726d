// expect BD0205 level kernel
#include "kernel_std.hpp"
enum class State : unsigned char { kReady, kRunning };
State of(std::byte word) { return static_cast<State>(word); }
