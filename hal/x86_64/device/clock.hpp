// Time: the TSC for now_ns(), the local APIC timer for ticks, both measured once against the PIT.
#pragma once
#include <cstdint>

namespace hal::x86 {

void start_clock();  // needs the local APIC
void wait_ns(std::uint64_t ns);

}  // namespace hal::x86
