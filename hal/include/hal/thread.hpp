// Threads as the machine sees them: a saved context, its resumption, and the ways in which SIP code
// comes back to the kernel (call, tick, fault).
//
// The kernel runs on one stack per CPU, is not preempted, and every path through it ends in exactly
// one of: returning from a kernel call, resume(), idle(), power_off(). A thread that is not running
// is a Context, never a kernel stack.
//
// Several CPUs enter the kernel at once; it takes its own lock after entry and gives it back before
// it leaves by one of those ways. The HAL holds no lock while it calls the kernel. A thread's
// Context is complete before a kernel function is entered, and resume()/idle() do not touch that of
// the thread that ran before: once the lock is free, another CPU may resume it. Called without the
// lock: this_cpu(), resume(), idle(), poke(), start_ticks(), now_ns(), serve_flush(). All else that
// changes something is called with it.
#pragma once
#include "abi/thread_record.hpp"
#include "hal/types.hpp"

namespace hal {

// A full register file, as exceptions and ticks save it. Order is known to the assembly of both
// HALs.
struct Registers {
  std::uint64_t rax, rbx, rcx, rdx, rsi, rdi, rbp, rsp;
  std::uint64_t r8, r9, r10, r11, r12, r13, r14, r15;
  std::uint64_t rip, rflags;
};

// All that the machine keeps of one thread. Lives in the kernel's thread record; %gs points at
// `record` while the thread runs.
struct alignas(64) Context {
  abi::ThreadRecord record;  // offset 0: ABI
  // A thread that is inside a kernel call: its entry stub stored what the C ABI preserves. Resuming
  // returns `result` from the call.
  std::uint64_t call_rsp;  // 64: points at the return address on the SIP's stack
  std::uint64_t call_rbx, call_rbp, call_r12, call_r13, call_r14, call_r15;  // 72 … 112
  std::uint64_t result;  // 120: rax when resumed from a call
  // 128: 0 = resume as from a call, 1 = resume `registers` and `fpu`. While a call is served it is
  // 0.
  std::uint64_t full;
  std::uint64_t pad[7];
  Registers registers;             // 192
  alignas(64) std::byte fpu[512];  // fxsave image, valid when full
};
static_assert(offsetof(Context, call_rsp) == 64);
static_assert(offsetof(Context, result) == 120);
static_assert(offsetof(Context, full) == 128);
static_assert(offsetof(Context, registers) == 192);

// The CPU that executes: 0 … cpu_count - 1. A load or two.
std::uint32_t this_cpu();

// The thread whose kernel call is being served. Only inside a kernel call, before the kernel has
// let another CPU resume it.
inline Context& calling_context() {
  Context* context;
  // SAFETY: while a call is served, %gs is the calling thread's record, whose first word points at
  // itself and is the Context's first member. Never changes for a thread: not volatile.
  asm("movq %%gs:0, %0" : "=r"(context));
  return *context;
}

// Once, by CPU 0, with everything ready that kernel::on_cpu_start() looks at: each further CPU then
// calls it.
void start_other_cpus();

// kernel::on_poke() comes soon on that CPU, also if it idles: at least once after this, and once
// for several pokes that it has not seen yet. Never waits.
void poke(std::uint32_t cpu);

// Makes a fresh thread: when first resumed it enters `entry` with `argument` in rdi, on a stack of
// which stack_top is one past the end, aligned as after a call instruction, with a zero return
// address and rbp = 0 (end of the frame chain). Sets record.self, stack bounds, clean FPU.
void prepare(Context& context, VirtAddr entry, std::uint64_t argument, VirtAddr stack_low,
             VirtAddr stack_top);

// Continues a thread; the kernel stack is empty afterwards. Sets %gs, record.kernel_stack_top.
[[noreturn]] void resume(Context& context);

// Waits on the CPU's kernel stack for the next tick, poke, device interrupt or console input, which
// then comes with current == nullptr.
[[noreturn]] void idle();

// Address that an import slot for call `number` gets. The stub behind it saves the call context,
// enters the kernel's stack and calls kernel_call_table[number] with the caller's six argument
// registers; its return value goes back to the caller (unless the kernel left through
// resume()/idle()). Number must be < kCallTableSize and have an entry.
inline constexpr std::uint32_t kCallTableSize = 128;
VirtAddr call_entry(std::uint32_t number);

void start_ticks(std::uint64_t period_ns);  // periodic on_tick from now on, on the calling CPU

// What a processor exception was. The kernel tells stack overflow from other page faults by the
// address. kNmi, kMachineCheck and kDoubleFault are the machine's troubles: bare metal reports them
// to on_kernel_fault whoever ran.
enum class FaultKind : std::uint8_t {
  kPageFault,
  kGeneralProtection,
  kDivide,
  kInvalidOpcode,
  kBreakpoint,
  kAlignment,
  kFloatingPoint,
  kDoubleFault,
  kMachineCheck,
  kNmi,
  kOther
};

struct Fault {
  FaultKind kind;
  std::uint64_t address;         // page fault: what was touched
  bool write, execute, present;  // page fault
  std::uint64_t error_code;      // as the CPU gave it
};

}  // namespace hal

// Implemented by the kernel; the HAL calls them on the CPU's kernel stack with interrupts (hosted:
// preemption) off.
namespace kernel {
// `current` is the thread that ran, its context saved (full = 1), or nullptr when the CPU was idle.
[[noreturn]] void on_tick(hal::Context* current);
[[noreturn]] void on_cpu_start();  // each CPU but 0, once
[[noreturn]] void on_poke(hal::Context* current);
// On CPU 0; the line is masked.
[[noreturn]] void on_irq(hal::Context* current, std::uint32_t line);
// There is something for hal::console_read().
[[noreturn]] void on_console_input(hal::Context* current);
[[noreturn]] void on_fault(hal::Context* current, const hal::Fault& fault);  // SIP code faulted
// The kernel itself did. The other CPUs have been stopped wherever they were, perhaps with the
// kernel lock held: report without it.
[[noreturn]] void on_kernel_fault(const hal::Registers& registers, const hal::Fault& fault);
}  // namespace kernel

// Indexed by call number; unused entries are null. Defined by the kernel
// (kernel/calls/trusted/table.cpp).
extern "C" const void* const kernel_call_table[hal::kCallTableSize];
