// hal/thread.hpp on bare metal, apart from the assembly in resume.S and call_entries.S.

#include <cstring>

#include "cpu/cpu.hpp"
#include "cpu/instructions.hpp"
#include "device/devices.hpp"
#include "hal/memory.hpp"

extern "C" {
[[noreturn]] void hal_resume(hal::Context* context);
[[noreturn]] void hal_wait_for_interrupt(std::uint64_t kernel_stack_top);
extern const char hal_call_entries[];
}

namespace hal {
namespace {

constexpr std::uint64_t kCallEntryBytes = 128;

// The numbers in resume.S, call_entries.S.
static_assert(offsetof(Context, call_rbx) == 72 && offsetof(Context, result) == 120);
static_assert(offsetof(Context, fpu) == 384);
static_assert(offsetof(Registers, rip) == 128 && offsetof(Registers, rflags) == 136);
static_assert(x86::kFlagsOfSip == 0xcd5 && (x86::kFlagsReserved | x86::kFlagsInterrupt) == 0x202);
static_assert(x86::kStackSlotBytes == 0x10000 && sizeof(x86::SlotTop) == 32 &&
              offsetof(x86::SlotTop, current) == 16);

// An fxsave image of a processor after reset: all exceptions masked, 64-bit x87 precision,
// registers zero.
void set_clean_fpu(Context& context) {
  constexpr std::uint16_t kControlWord = 0x037f;
  constexpr std::uint32_t kMxcsr = 0x1f80;
  std::memset(context.fpu, 0, sizeof(context.fpu));
  std::memcpy(context.fpu, &kControlWord, sizeof(kControlWord));
  std::memcpy(context.fpu + 24, &kMxcsr, sizeof(kMxcsr));
}

}  // namespace

void prepare(Context& context, VirtAddr entry, std::uint64_t argument, VirtAddr stack_low,
             VirtAddr stack_top) {
  std::memset(static_cast<void*>(&context), 0, sizeof(context));
  context.record.self = &context.record;
  context.record.stack_low = stack_low.value;
  context.record.stack_high = stack_top.value;
  context.full = 1;
  context.registers.rip = entry.value;
  context.registers.rdi = argument;
  context.registers.rsp = stack_top.value - 8;
  context.registers.rflags = x86::kFlagsReserved | x86::kFlagsInterrupt;
  set_clean_fpu(context);
  // The return address is zero because fresh stack pages are; a stack that was used before gets it
  // written. SAFETY: the word is the thread's own, mapped, and nobody runs on that stack.
  if (is_mapped(VirtAddr{stack_top.value - 8}))
    *reinterpret_cast<std::uint64_t*>(stack_top.value - 8) = 0;
}

// Calls that do not return count as cold, and every request and reply makes one: hence the
// attribute.
[[gnu::always_inline]] void resume(Context& context) {
  // SAFETY: interrupts are off, the kernel stack is given up, and the context is one that
  // prepare(), a stub or a trap filled.
  asm volatile("jmp hal_resume" : : "D"(&context) : "memory");
  __builtin_unreachable();
}

void idle() {
  x86::Cpu& cpu = x86::current_cpu();
  cpu.current() = nullptr;
  hal_wait_for_interrupt(cpu.kernel_stack_top);
}

std::uint32_t this_cpu() {
  return static_cast<std::uint32_t>(x86::slot_top().index);
}

VirtAddr call_entry(std::uint32_t number) {
  if (number >= kCallTableSize || !kernel_call_table[number])
    x86::stop("[H-037] call_entry: there is no such call");
  return VirtAddr{reinterpret_cast<std::uint64_t>(hal_call_entries) + number * kCallEntryBytes};
}

}  // namespace hal
