// What the firmware's MADT says about processors and interrupt controllers. All of it is checked
// for bounds and checksums, none of it believed further than that: a CPU counts only when it
// answers.
#pragma once
#include <cstdint>

#include "boot/boot_facts.hpp"
#include "cpu/cpu.hpp"

namespace hal::x86 {

// How an ISA interrupt reaches the I/O APIC.
struct IsaLine {
  std::uint32_t line = 0;  // of the I/O APIC
  bool active_low = false;
  bool level = false;
};

inline constexpr std::uint32_t kIsaLines = 16;

struct MachineTopology {
  MachineTopology() {
    for (std::uint32_t i = 0; i < kIsaLines; ++i) isa[i].line = i;
  }

  std::uint32_t apic_ids[kMaxCpus] = {};
  std::uint32_t cpu_count = 0;          // 0: no MADT; there is this CPU
  std::uint64_t io_apic = 0xfec0'0000;  // the PC's usual place when no MADT says otherwise
  IsaLine isa[kIsaLines];
};

MachineTopology read_topology(const BootFacts& facts);

}  // namespace hal::x86
