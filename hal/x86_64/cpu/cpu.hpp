// What the HAL keeps for each CPU, and the stacks on which it runs. Every stack fills one 64-KiB
// slot of the stack area from its top; all below is unmapped, so that an overflow faults. The
// slot's last words say whose it is: whoever runs on such a stack can find its CPU without
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

// The top of a stack slot; the stack begins right below.
struct SlotTop {
  std::uint64_t unused;
  std::uint64_t index;  // Cpu::index
  Context* current;     // kernel stack only: see Cpu::current()
  struct Cpu* cpu;
};

struct Cpu {
  std::uint32_t index = 0;
  std::uint32_t apic_id = 0;
  bool online = false;  // has answered
  bool active = false;  // runs the kernel: has translations that a flush must reach
  // A kernel fault is being reported: another one ends the machine at once.
  bool reporting_fault = false;
  std::uint64_t flushed = 0;  // the last flush that it has served (smp.cpp)
  std::uint64_t kernel_stack_top = 0;
  Fault fault{};  // of the SIP, while the kernel looks at it
  std::uint64_t gdt[5] = {};
  TaskState task_state{};

  // The SIP thread that runs; nullptr while idle and before the first. hal_resume (trap/resume.S)
  // writes it.
  Context*& current() { return reinterpret_cast<SlotTop*>(kernel_stack_top)->current; }
};

extern Cpu cpus[kMaxCpus];

inline constexpr std::uint64_t kStackSlotBytes = 64 * 1024;
inline constexpr std::uint32_t kKernelStackPages = 12;  // of 16 in the slot
inline constexpr std::uint32_t kIstStackPages = 4;

// The slot that we run on. Not before the first switch to a stack of start_stacks().
inline const SlotTop& slot_top() {
  std::uint64_t rsp;
  asm("mov %%rsp, %0" : "=r"(rsp));
  // SAFETY: HAL and kernel run on stacks of the stack area only, and each slot's last words were
  // written by start_stacks().
  return *reinterpret_cast<const SlotTop*>((rsp | (kStackSlotBytes - 1)) + 1 - sizeof(SlotTop));
}

inline Cpu& current_cpu() {
  return *slot_top().cpu;
}

// Maps its stacks (early frames); fills kernel_stack_top and the task state.
void start_stacks(Cpu& cpu);
void load_descriptors(Cpu& cpu);  // GDT, TSS, IDT of the calling CPU
void build_interrupt_table();     // once, before the first load_descriptors()
void enable_protections();        // control registers of the calling CPU
void choose_gs_instruction();     // once, while the boot page tables are loaded
struct MachineTopology;
void wake_other_cpus(const MachineTopology& topology);  // they answer, then wait
std::uint32_t online_cpus();
bool several_cpus_run();  // more than one is active
// All others stop for good, whatever they do. If another CPU has said so before, this one stops.
void stop_other_cpus();
bool is_stopped(const Cpu& cpu);
void copy_trampoline();  // while the boot page tables are loaded

}  // namespace hal::x86
