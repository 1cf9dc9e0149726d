// How the boot stops: one numbered line on the console that says what is wrong and what to do
// (numbers: hal/README.md), then power-off.
#pragma once
#include <string_view>

namespace hal::x86 {

[[noreturn]] void boot_error(std::string_view message);  // "[H-nnn] …"

}  // namespace hal::x86
