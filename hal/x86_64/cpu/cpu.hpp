// What the HAL keeps for each CPU, and the stacks on which it runs. Every stack fills one 64-KiB
// slot of the stack area from its top; all below is unmapped, so that an overflow faults. The
// slot's last word points at the Cpu: whoever runs on such a stack can find its CPU without
// believing %gs, which belongs to SIP threads.
#pragma once
#include <cstdint>

#include "hal/thread.hpp"

namespace hal::x86 {

// Interrupt stack table: 1-based, as the CPU counts. No exception shares a stack with one that can
// hit while it is handled.
enum IstIndex : std::uint8_t {
  kIstPageFault = 1,
  kIstDoubleFault,
  kIstNmi,
  kIstMachineCheck,
  kIstException,
  kIstInterrupt,
  kIstEnd
};

struct [[gnu::packed]] TaskState {
  std::uint32_t reserved0;
  std::uint64_t rsp[3];
  std::uint64_t reserved1;
  std::uint64_t ist[7];
  std::uint64_t reserved2;
  std::uint16_t reserved3;
  std::uint16_t io_map_base;
};
static_assert(sizeof(TaskState) == 104);

struct Cpu {
  std::uint32_t index = 0;
  std::uint32_t apic_id = 0;
  bool online = false;
  bool reporting_fault =
      false;  // a kernel fault is being reported: another one ends the machine at once
  Context* current = nullptr;  // the SIP thread that runs, nullptr while idle and before the first
  std::uint64_t kernel_stack_top = 0;
  Fault fault{};  // of the SIP, while the kernel looks at it
  std::uint64_t gdt[5] = {};
  TaskState task_state{};
};

extern Cpu cpus[kMaxCpus];

inline constexpr std::uint64_t kStackSlotBytes = 64 * 1024;
inline constexpr std::uint32_t kKernelStackPages = 12;  // of 16 in the slot
inline constexpr std::uint32_t kIstStackPages = 4;

// The CPU whose stack we are on. Not before the first switch to a stack of cpu_start_stacks().
inline Cpu& this_cpu() {
  std::uint64_t rsp;
  asm("mov %%rsp, %0" : "=r"(rsp));
  // SAFETY: HAL and kernel run on stacks of the stack area only, and each slot's last word was
  // written by start_stacks().
  return **reinterpret_cast<Cpu**>((rsp | (kStackSlotBytes - 1)) - 7);
}

void start_stacks(
    Cpu& cpu);  // maps its stacks (early frames); fills kernel_stack_top and the task state
void load_descriptors(Cpu& cpu);  // GDT, TSS, IDT of the calling CPU
void build_interrupt_table();     // once, before the first load_descriptors()
void enable_protections();        // control registers of the calling CPU
struct MachineTopology;
void start_other_cpus(const MachineTopology& topology);
std::uint32_t online_cpus();
void copy_trampoline();  // while the boot page tables are loaded

}  // namespace hal::x86
