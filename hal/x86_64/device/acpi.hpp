// What the firmware's MADT says about processors and interrupt controllers. All of it is checked
// for bounds and checksums, none of it believed further than that: a CPU counts only when it
// answers.
#pragma once
#include <cstdint>

#include "boot/boot_facts.hpp"
#include "cpu/cpu.hpp"

namespace hal::x86 {

struct MachineTopology {
  std::uint32_t apic_ids[kMaxCpus] = {};
  std::uint32_t cpu_count = 0;          // 0: no MADT; there is this CPU
  std::uint64_t io_apic = 0xfec0'0000;  // the PC's usual place when no MADT says otherwise
  std::uint32_t serial_line = 4;        // global line of ISA interrupt 4
  bool serial_active_low = false;
  bool serial_level = false;
};

MachineTopology read_topology(const BootFacts& facts);

}  // namespace hal::x86
