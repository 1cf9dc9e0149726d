// Ticks, pokes and faults arrive as Linux signals on the CPU's alternate stack. The handler copies
// the interrupted registers to the thread's Context and rewrites the signal frame, so that
// returning from the signal continues in the kernel, on the kernel stack, with a clean signal mask.
#include <signal.h>
#include <ucontext.h>
#include <unistd.h>

#include <cstring>

#include "machine.hpp"
#include "sanitizers.hpp"

namespace hal {
namespace {

constexpr std::uint64_t kDirectionAndTrapFlags = 0x500;

[[noreturn]] void serve_pending() {
  hosted_serve_pending(hosted_cpu.running);
}
[[noreturn]] void fault_in_kernel() {
  kernel::on_fault(hosted_cpu.running, hosted_cpu.fault);
}
[[noreturn]] void kernel_fault() {
  if (hosted_cpu.reporting_fault)
    hosted::stop("[H-040] a second fault while a kernel fault was being reported");
  hosted_cpu.reporting_fault = true;
  hosted::stop_other_cpus();
  kernel::on_kernel_fault(hosted_cpu.fault_registers, hosted_cpu.fault);
}

Registers registers_of(const ucontext_t& interrupted) {
  const auto& g = interrupted.uc_mcontext.gregs;
  const auto reg = [&](int index) { return static_cast<std::uint64_t>(g[index]); };
  return {.rax = reg(REG_RAX),
          .rbx = reg(REG_RBX),
          .rcx = reg(REG_RCX),
          .rdx = reg(REG_RDX),
          .rsi = reg(REG_RSI),
          .rdi = reg(REG_RDI),
          .rbp = reg(REG_RBP),
          .rsp = reg(REG_RSP),
          .r8 = reg(REG_R8),
          .r9 = reg(REG_R9),
          .r10 = reg(REG_R10),
          .r11 = reg(REG_R11),
          .r12 = reg(REG_R12),
          .r13 = reg(REG_R13),
          .r14 = reg(REG_R14),
          .r15 = reg(REG_R15),
          .rip = reg(REG_RIP),
          .rflags = reg(REG_EFL)};
}

// The thread is about to be resumed and still whole in its Context: see stubs.S.
bool is_resuming(const ucontext_t& interrupted) {
  const auto rip = static_cast<std::uint64_t>(interrupted.uc_mcontext.gregs[REG_RIP]);
  return rip >= reinterpret_cast<std::uint64_t>(&hosted_resume_full) &&
         rip <= reinterpret_cast<std::uint64_t>(hosted_resume_jump);
}

// SAFETY: the kernel gave `context` to resume(), so it lives; fpregs points at the frame's legacy
// area, which is as large as ours. What else the CPU holds (AVX) SIPs do not use.
void save_context(Context& context, const ucontext_t& interrupted) {
  context.full = 1;
  if (is_resuming(interrupted)) return;
  context.registers = registers_of(interrupted);
  std::memcpy(context.fpu, interrupted.uc_mcontext.fpregs, sizeof context.fpu);
}

// SAFETY: the kernel stack is empty: the interrupted code was a SIP's or idle (or is given up,
// after a kernel fault). Returning from the signal goes to `function` on the empty kernel stack.
void continue_in_kernel(ucontext_t& interrupted, void (*function)()) {
  auto& g = interrupted.uc_mcontext.gregs;
  hosted_cpu.in_kernel = 1;
  g[REG_RIP] = reinterpret_cast<greg_t>(function);
  g[REG_RSP] = static_cast<greg_t>(hosted_cpu.stack_top - 8);
  g[REG_RBP] = 0;
  g[REG_EFL] =
      static_cast<greg_t>(static_cast<std::uint64_t>(g[REG_EFL]) & ~kDirectionAndTrapFlags);
}

std::uint32_t pending_bit(int signal) {
  switch (signal) {
    case hosted::kTickSignal:
      return hosted::kTickPending;
    case hosted::kInterruptSignal:
      return hosted::kInterruptPending;
    default:
      return hosted::kPokePending;
  }
}

void on_event_signal(int signal, siginfo_t*, void* frame) {
  auto& interrupted = *static_cast<ucontext_t*>(frame);
  hosted::Cpu& cpu = hosted_cpu;
  cpu.pending = cpu.pending | pending_bit(signal);
  if (cpu.in_kernel != 0 && !is_resuming(interrupted)) return;  // the way out looks at `pending`
  if (Context* const context = cpu.running) save_context(*context, interrupted);
  continue_in_kernel(interrupted, &serve_pending);
}

FaultKind kind_of(std::uint64_t trap_number) {
  switch (trap_number) {
    case 0:
      return FaultKind::kDivide;
    case 3:
      return FaultKind::kBreakpoint;
    case 6:
      return FaultKind::kInvalidOpcode;
    case 8:
      return FaultKind::kDoubleFault;
    case 12:
    case 13:
      return FaultKind::kGeneralProtection;
    case 14:
      return FaultKind::kPageFault;
    case 16:
    case 19:
      return FaultKind::kFloatingPoint;
    case 17:
      return FaultKind::kAlignment;
    default:
      return FaultKind::kOther;
  }
}

void on_fault_signal(int, siginfo_t*, void* frame) {
  auto& interrupted = *static_cast<ucontext_t*>(frame);
  const auto& g = interrupted.uc_mcontext.gregs;
  const auto error = static_cast<std::uint64_t>(g[REG_ERR]);
  hosted::Cpu& cpu = hosted_cpu;
  cpu.fault = {.kind = kind_of(static_cast<std::uint64_t>(g[REG_TRAPNO])),
               .address = static_cast<std::uint64_t>(g[REG_CR2]),
               .write = (error & 2) != 0,
               .execute = (error & 16) != 0,
               .present = (error & 1) != 0,
               .error_code = error};
  Context* const context = cpu.running;
  if (context == nullptr || cpu.in_kernel != 0) {
    cpu.fault_registers = registers_of(interrupted);
    continue_in_kernel(interrupted, &kernel_fault);
    return;
  }
  save_context(*context, interrupted);
  continue_in_kernel(interrupted, &fault_in_kernel);
}

// Another CPU ends the machine. All signals are blocked in here.
void on_stop_signal(int, siginfo_t*, void*) {
  for (;;) pause();
}

void on_interrupt_signal(int signal) {
  hosted::restore_terminal();
  _exit(128 + signal);
}

void install(int signal, void (*handler)(int, siginfo_t*, void*)) {
  struct sigaction action{};
  action.sa_sigaction = handler;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART;
  sigfillset(&action.sa_mask);
  if (hosted::install_handler(signal, action) != 0) hosted::die("installing a signal handler");
}

}  // namespace

namespace hosted {

void install_handlers() {
  for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP})
    install(signal, &on_fault_signal);
  static_assert(kTickSignal == SIGALRM && kPokeSignal == SIGUSR1 && kStopSignal == SIGUSR2 &&
                kInterruptSignal == SIGIO);
  for (const int signal : {kTickSignal, kPokeSignal, kInterruptSignal})
    install(signal, &on_event_signal);
  install(kStopSignal, &on_stop_signal);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::signal(signal, &on_interrupt_signal);
}

}  // namespace hosted
}  // namespace hal
