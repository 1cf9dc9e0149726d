// Each CPU's local APIC (its timer, messages between CPUs), and the old PICs, which are silenced.
// Neighbour: io_apic.hpp.
#pragma once
#include <cstdint>

namespace hal::x86 {

void start_local_apic();   // maps it; enables it on CPU 0
void enable_local_apic();  // on the calling CPU
void end_of_interrupt();

std::uint32_t local_apic_id();
void send_init(std::uint32_t apic_id);
void send_startup(std::uint32_t apic_id, std::uint32_t page);  // begins at page * 4096 in real mode
void send_to(std::uint32_t apic_id, std::uint32_t vector);
void send_to_others(std::uint32_t vector);
void send_nmi(std::uint32_t apic_id);

// The local timer counts down at a rate that device/clock.cpp measures.
void timer_free_run();  // from 2^32 - 1, no interrupt
std::uint32_t timer_count();
void timer_periodic(std::uint32_t counts);

}  // namespace hal::x86
