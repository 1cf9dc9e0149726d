// Each CPU's local APIC (its timer, messages between CPUs), and the old PICs, which are silenced.
// Neighbour: io_apic.hpp.
#pragma once
#include <cstdint>

namespace hal::x86 {

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

}  // namespace hal::x86
