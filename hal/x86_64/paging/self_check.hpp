// Sets up w_xor_x_violations() (hal/self_check.hpp): it needs one bit for each frame of RAM.
#pragma once
#include <cstdint>

namespace hal::x86 {

void start_self_check(std::uint32_t frames);

}  // namespace hal::x86
