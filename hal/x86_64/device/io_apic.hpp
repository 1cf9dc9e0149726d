// The I/O APIC: lines of devices, the serial port's among them, to CPU 0. Behind hal::irq_open().
#pragma once
#include <cstdint>

#include "device/acpi.hpp"

namespace hal::x86 {

void start_io_apic(const MachineTopology& topology);  // all lines masked, but the serial port's

// A device vector came: masks its line. The line as irq_open() named it, or kNoLine if it has been
// closed meanwhile.
inline constexpr std::uint32_t kNoLine = ~0u;
std::uint32_t take_irq(std::uint32_t vector);

}  // namespace hal::x86
