// What each CPU has of its own: its kernel stack and interrupt stacks, with unmapped guards between
// them (see cpu.hpp), GDT and TSS; and the IDT. Every gate is an interrupt gate (interrupts off on
// entry) and names a stack: a SIP runs in ring 0, so the CPU would otherwise push on whatever rsp
// the SIP has.
//
// What it must enforce: write protection in ring 0 and no-execute (set at entry), SMEP, SMAP and
// UMIP where present (there are no user pages; they cost nothing), SSE for SIPs, and %gs set by
// instruction. SAFETY: only turns protections on that the page tables of both trees keep to; %fs
// gets a block of our own.
#include <cstring>

#include "cpu/cpu.hpp"
#include "cpu/instructions.hpp"
#include "paging/address_space.hpp"
#include "paging/build.hpp"
#include "paging/early_frames.hpp"
#include "trap/vectors.hpp"

// trap/resume.S: the instruction that sets %gs, and what does it without that instruction.
extern "C" std::uint8_t hal_resume_set_gs[], hal_resume_set_gs_by_msr[];

namespace hal::x86 {

namespace {

struct Gate {
  std::uint16_t offset_low, selector;
  std::uint8_t ist, type;
  std::uint16_t offset_middle;
  std::uint32_t offset_high, reserved;
};
static_assert(sizeof(Gate) == 16);

struct [[gnu::packed]] TablePointer {
  std::uint16_t limit;
  std::uint64_t base;
};

constexpr std::uint8_t kInterruptGate = 0x8e;  // present, ring 0
constexpr std::uint64_t kCode64 = 0x00af'9b00'0000'ffff;
constexpr std::uint64_t kData = 0x00cf'9300'0000'ffff;

Gate interrupt_table[kVectorCount];

// Returns the stack's top: 16-byte aligned, just below the words that name the CPU.
std::uint64_t make_stack(Cpu& cpu, std::uint32_t number, std::uint32_t pages) {
  const std::uint64_t slot_end = kStackArea + (cpu.index * kIstEnd + number + 1) * kStackSlotBytes;
  for (std::uint64_t page = slot_end - pages * kPageBytes; page < slot_end; page += kPageBytes)
    map_kernel_page(page, std::uint64_t{early_frames.take(1).number} * kPageBytes,
                    kWritable | kNoExecute);
  const std::uint64_t top = slot_end - sizeof(SlotTop);
  // SAFETY: the last words of a page that was mapped for this stack a moment ago.
  *reinterpret_cast<SlotTop*>(top) =
      SlotTop{.unused = 0, .index = cpu.index, .current = nullptr, .cpu = &cpu};
  return top;
}

constexpr std::uint32_t kHasFsGsBase = 1;  // cpuid 7, ebx

// The compiler's stack-protector canary lives at %fs:0x28; BearSSL's objects read it. Kernel code
// itself does not use it.
alignas(16) constinit std::uint64_t fs_block[8] = {0, 0, 0, 0, 0, 0x5f3c'a17e'9b02'd84full, 0, 0};

}  // namespace

constinit Cpu cpus[kMaxCpus];

void build_interrupt_table() {
  for (unsigned vector = 0; vector < kVectorCount; ++vector) {
    const std::uint64_t entry =
        reinterpret_cast<std::uint64_t>(hal_vectors) + vector * kVectorStubBytes;
    interrupt_table[vector] =
        Gate{static_cast<std::uint16_t>(entry),
             kCodeSelector,
             vector < kFirstInterrupt ? exception_at(vector).stack : kIstInterrupt,
             kInterruptGate,
             static_cast<std::uint16_t>(entry >> 16),
             static_cast<std::uint32_t>(entry >> 32),
             0};
  }
}

void load_descriptors(Cpu& cpu) {
  const auto task = reinterpret_cast<std::uint64_t>(&cpu.task_state);
  cpu.gdt[kCodeSelector / 8] = kCode64;
  cpu.gdt[kDataSelector / 8] = kData;
  cpu.gdt[kTaskSelector / 8] = (sizeof(TaskState) - 1) | (task & 0xff'ffff) << 16 | 0x89ull << 40 |
                               (task >> 24 & 0xff) << 56;
  cpu.gdt[kTaskSelector / 8 + 1] = task >> 32;

  const TablePointer gdt{sizeof(cpu.gdt) - 1, reinterpret_cast<std::uint64_t>(cpu.gdt)};
  const TablePointer idt{sizeof(interrupt_table) - 1,
                         reinterpret_cast<std::uint64_t>(interrupt_table)};
  // SAFETY: selectors keep the values that the boot GDT gave code and data, so the running code's
  // segments stay valid; CS is reloaded by a far return to the next instruction.
  asm volatile(
      "lgdt %0\n\t"
      "pushq %2\n\t"
      "leaq 1f(%%rip), %%rax\n\t"
      "pushq %%rax\n\t"
      "lretq\n"
      "1:\n\t"
      "movl %3, %%eax\n\t"
      "movl %%eax, %%ss\n\t"
      "movl %%eax, %%ds\n\t"
      "movl %%eax, %%es\n\t"
      "lidt %1\n\t"
      "ltr %w4"
      :
      : "m"(gdt), "m"(idt), "i"(kCodeSelector), "i"(kDataSelector),
        "r"(static_cast<std::uint32_t>(kTaskSelector))
      : "rax", "memory");
}

void start_stacks(Cpu& cpu) {
  cpu.kernel_stack_top = make_stack(cpu, 0, kKernelStackPages);
  for (std::uint32_t i = 1; i < kIstEnd; ++i)
    cpu.task_state.ist[i - 1] = make_stack(cpu, i, kIstStackPages);
  cpu.task_state.io_map_base = sizeof(TaskState);
}

void choose_gs_instruction() {
  constexpr std::uint8_t kJump = 0xe9;
  if (cpuid(0).eax >= 7 && (cpuid(7).ebx & kHasFsGsBase)) return;
  const auto distance =
      static_cast<std::int32_t>(hal_resume_set_gs_by_msr - (hal_resume_set_gs + 5));
  // SAFETY: the boot page tables show the kernel's text writable, and nothing runs there yet.
  hal_resume_set_gs[0] = kJump;
  std::memcpy(hal_resume_set_gs + 1, &distance, sizeof(distance));
}

void enable_protections() {
  const CpuidResult features = cpuid(1);
  const CpuidResult extended = cpuid(0).eax >= 7 ? cpuid(7) : CpuidResult{};
  std::uint64_t cr4 = read_cr<4>() | kCr4OsFxsr | kCr4OsXmmExceptions;
  if (features.edx >> 7 & 1) cr4 |= kCr4MachineCheck;
  if (extended.ebx >> 7 & 1) cr4 |= kCr4Smep;
  if (extended.ebx >> 20 & 1) cr4 |= kCr4Smap;
  if (extended.ecx >> 2 & 1) cr4 |= kCr4Umip;
  if (extended.ebx & kHasFsGsBase) cr4 |= kCr4FsGsBase;
  write_cr<4>(cr4);
  write_cr<0>((read_cr<0>() | kCr0WriteProtect | kCr0MonitorCoprocessor | kCr0NumericError) &
              ~(kCr0Emulation | kCr0TaskSwitched));
  write_msr(kMsrEfer, read_msr(kMsrEfer) | kEferNoExecute);
  write_msr(kMsrFsBase, reinterpret_cast<std::uint64_t>(fs_block));
  write_msr(kMsrGsBase, 0);
  asm volatile("fninit" ::: "memory");
}

}  // namespace hal::x86
