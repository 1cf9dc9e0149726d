// How the HAL itself stops the machine.
#pragma once
#include <string_view>

namespace hal::x86 {

// Prints "bulkhead: [H-nnn] …", which says what is wrong and what to do (numbers: hal/README.md),
// and powers off with kKernelFault: the boot cannot go on, or the kernel used the HAL wrongly.
[[noreturn]] void stop(std::string_view message);

}  // namespace hal::x86
