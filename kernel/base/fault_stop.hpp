// What the kernel does when its own invariant is broken: say so and halt. Never used for what a SIP
// or an image does wrong.
#pragma once
#include <string_view>

namespace kernel {

[[noreturn]] void kernel_bug(std::string_view what);

}  // namespace kernel
