// The interrupt controllers: local APIC (timer, starting other CPUs), I/O APIC (the serial line),
// and the old PICs, which are silenced.
#pragma once
#include <cstdint>

#include "device/acpi.hpp"

namespace hal::x86 {

void start_local_apic();   // maps it; enables it on CPU 0
void enable_local_apic();  // on the calling CPU
void route_serial(const MachineTopology& topology);
void end_of_interrupt();

std::uint32_t local_apic_id();
void send_init(std::uint32_t apic_id);
void send_startup(std::uint32_t apic_id, std::uint32_t page);  // begins at page * 4096 in real mode

// The local timer counts down at a rate that device/clock.cpp measures.
void timer_free_run();  // from 2^32 - 1, no interrupt
std::uint32_t timer_count();
void timer_periodic(std::uint32_t counts);

}  // namespace hal::x86
