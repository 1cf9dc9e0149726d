// How the HAL itself stops the machine.
#pragma once
#include <string_view>

namespace hal::x86 {

// Prints "bulkhead: [H-nnn] …" and powers off with kKernelFault: the kernel used the HAL wrongly,
// or the HAL met what it cannot go on from.
[[noreturn]] void stop(std::string_view message);

}  // namespace hal::x86
