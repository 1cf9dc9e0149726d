// The devices that the HAL drives itself, one file of this folder each, and how the HAL stops the
// machine. What the firmware says about them is in acpi.hpp.
#pragma once
#include <cstdint>
#include <string_view>

namespace hal::x86 {

// Prints "bulkhead: [H-nnn] …", which says what is wrong and what to do (numbers: hal/README.md),
// and powers off with kKernelFault: the boot cannot go on, or the kernel used the HAL wrongly.
[[noreturn]] void stop(std::string_view message);

// COM1, a 16550: the boot console. Output waits a bounded time for the transmitter; input is
// gathered by interrupt into a ring.
void serial_start();              // 115200 8N1; no interrupts yet
void serial_enable_interrupts();  // once its line reaches this CPU (device/interrupts.cpp)
bool serial_gather();  // moves what has arrived into the ring; true if there was something
void serial_drain();   // waits until all output has left the device

// Time: the TSC for now_ns(), the local APIC timer for ticks, both measured once against the PIT.
void start_clock();  // needs the local APIC
void wait_ns(std::uint64_t ns);

// Each CPU's local APIC (its timer, messages between CPUs), and the old PICs, which are silenced.
void start_local_apic();   // maps it; enables it on CPU 0
void enable_local_apic();  // on the calling CPU
void end_of_interrupt();

std::uint32_t local_apic_id();
// Messages between CPUs, besides an interrupt vector or'ed to kInterruptMessage. A startup message
// names the page at which the CPU begins in real mode.
inline constexpr std::uint32_t kInterruptMessage = 1 << 14, kNmiMessage = 1 << 14 | 4 << 8,
                               kInitMessage = 0x4500, kStartupMessage = 0x4600,
                               kToAllOthers = 3 << 18;
void send(std::uint32_t apic_id, std::uint32_t message);

// The local timer counts down at a rate that device/clock.cpp measures.
void timer_free_run();  // from 2^32 - 1, no interrupt
std::uint32_t timer_count();
void timer_periodic(std::uint32_t counts);

// The I/O APIC: lines of devices, the serial port's among them, to CPU 0. Behind hal::irq_open().
struct MachineTopology;
void start_io_apic(const MachineTopology& topology);  // all lines masked, but the serial port's

// A device vector came: masks its line. The line as irq_open() named it, or kNoLine if it has been
// closed meanwhile, or masked: an edge that reached the CPU between the one before and the mask.
inline constexpr std::uint32_t kNoLine = ~0u;
std::uint32_t take_irq(std::uint32_t vector);

}  // namespace hal::x86
