// Threads of SIPs inside the Linux threads that are CPUs: %gs, prepare, resume, idle. How the
// kernel is entered is in stubs.S (calls) and signals.cpp (ticks, pokes, faults).
#include <asm/prctl.h>
#include <sys/auxv.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstring>

#include "disk.hpp"
#include "machine.hpp"
#include "sanitizers.hpp"

namespace hal {
namespace {

constexpr std::uint64_t kCallEntryBytes = 128;
constexpr unsigned long kHasFsgsbase = 2;  // AT_HWCAP2 bit: wrgsbase works in user mode

static_assert(offsetof(Context, fpu) == 384);
static_assert(offsetof(Context, registers) + offsetof(Registers, rip) == 320);
static_assert(offsetof(Context, registers) + offsetof(Registers, rflags) == 328);

const bool has_fsgsbase = (getauxval(AT_HWCAP2) & kHasFsgsbase) != 0;

void set_gs(std::uint64_t base) {
  if (has_fsgsbase) {
    asm volatile("wrgsbase %0" : : "r"(base) : "memory");
  } else {
    syscall(SYS_arch_prctl, ARCH_SET_GS, base);
  }
}

// With "interrupts on": a signal leaves this loop wherever it is, for the kernel. What came before
// they were on is looked for once they are.
[[noreturn]] void idle_loop() {
  hosted::Cpu& cpu = hosted_cpu;
  for (;;) {
    cpu.in_kernel = 0;
    if (cpu.pending != 0) break;
    if (cpu.index != 0) {
      syscall(SYS_pause);
    } else if (hosted::wait_for_input()) {
      cpu.in_kernel = 1;
      kernel::on_console_input(nullptr);
    }
  }
  cpu.in_kernel = 1;
  hosted_serve_pending(nullptr);
}

}  // namespace

void prepare(Context& context, VirtAddr entry, std::uint64_t argument, VirtAddr stack_low,
             VirtAddr stack_high) {
  context = {};
  context.record.self = &context.record;
  context.record.stack_low = stack_low.value;
  context.record.stack_high = stack_high.value;
  context.full = 1;
  context.registers.rip = entry.value;
  context.registers.rdi = argument;
  context.registers.rsp = stack_high.value - 8;
  context.registers.rflags = 0x202;
  const std::uint64_t no_return_address = 0;
  // SAFETY: the loader has just mapped this stack writable, and its top is 16-aligned.
  std::memcpy(reinterpret_cast<void*>(context.registers.rsp), &no_return_address, 8);
  const std::uint16_t x87_control = 0x37f;
  const std::uint32_t mxcsr = 0x1f80;
  std::memcpy(context.fpu, &x87_control, sizeof x87_control);
  std::memcpy(context.fpu + 24, &mxcsr, sizeof mxcsr);
}

// Calls that do not return count as cold, and every request and reply makes one: hence the
// attribute.
[[gnu::always_inline]] void resume(Context& context) {
  hosted::Cpu& cpu = hosted_cpu;
  context.record.kernel_stack_top = cpu.stack_top;
  if (cpu.running != &context) {
    cpu.running = &context;
    set_gs(reinterpret_cast<std::uint64_t>(&context));
  }
  hosted::forget_kernel_stack();
  if (context.full != 0) hosted_resume_full(&context);
  hosted_resume_call(&context);
}

void idle() {
  hosted_cpu.running = nullptr;
  hosted::forget_kernel_stack();
  hosted_on_fresh_stack(&idle_loop, hosted_cpu.stack_top);
}

VirtAddr call_entry(std::uint32_t number) {
  if (number >= kCallTableSize || kernel_call_table[number] == nullptr)
    hosted::stop("[H-037] call_entry: there is no such call");
  return {reinterpret_cast<std::uint64_t>(hosted_call_entries) + number * kCallEntryBytes};
}

}  // namespace hal

extern "C" void hosted_serve_pending(hal::Context* current) {
  using namespace hal;
  hosted::Cpu& cpu = hosted_cpu;
  // One instruction each: a signal may come at any time and set another bit.
  const auto take = [&cpu](std::uint32_t bit) {
    return (__atomic_fetch_and(&cpu.pending, ~bit, __ATOMIC_RELAXED) & bit) != 0;
  };
  if (take(hosted::kPokePending)) kernel::on_poke(current);
  if (take(hosted::kTickPending)) kernel::on_tick(current);
  if (take(hosted::kInterruptPending)) kernel::on_irq(current, hosted::kDiskLine);
  if (current == nullptr) idle();
  resume(*current);
}
