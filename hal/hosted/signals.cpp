// Ticks and faults arrive as Linux signals on an alternate stack. The handler copies the
// interrupted registers to the thread's Context and rewrites the signal frame, so that returning
// from the signal continues in the kernel, on the kernel stack, with a clean signal mask.
#include <signal.h>
#include <sys/mman.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

#include <cstring>

#include "machine.hpp"

namespace hal {
namespace {

constexpr std::size_t kSignalStackBytes = 256 * 1024;
constexpr std::uint64_t kDirectionAndTrapFlags = 0x500;

Fault pending_fault;
Registers fault_registers;

[[noreturn]] void tick_in_kernel() {
  kernel::on_tick(hosted::running());
}
[[noreturn]] void fault_in_kernel() {
  kernel::on_fault(hosted::running(), pending_fault);
}
[[noreturn]] void kernel_fault() {
  kernel::on_kernel_fault(fault_registers, pending_fault);
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

// SAFETY: the kernel gave `context` to resume(), so it lives; fpregs points at the frame's legacy
// area, which is as large as ours. What else the CPU holds (AVX) SIPs do not use.
void save_context(Context& context, const ucontext_t& interrupted) {
  const std::uint64_t destination = context.registers.rip;
  context.registers = registers_of(interrupted);
  if (context.registers.rip == reinterpret_cast<std::uint64_t>(hosted_resume_jump))
    context.registers.rip = destination;  // it was about to be resumed there
  std::memcpy(context.fpu, interrupted.uc_mcontext.fpregs, sizeof context.fpu);
  context.full = 1;
  context.record.in_kernel = 1;
}

// SAFETY: the kernel stack is empty: the interrupted code was a SIP's (or is given up, after a
// kernel fault). Returning from the signal goes to `function` on the empty kernel stack.
void continue_in_kernel(ucontext_t& interrupted, void (*function)()) {
  auto& g = interrupted.uc_mcontext.gregs;
  g[REG_RIP] = reinterpret_cast<greg_t>(function);
  g[REG_RSP] = static_cast<greg_t>(hosted::kernel_stack_top() - 8);
  g[REG_RBP] = 0;
  g[REG_EFL] =
      static_cast<greg_t>(static_cast<std::uint64_t>(g[REG_EFL]) & ~kDirectionAndTrapFlags);
}

void on_tick_signal(int, siginfo_t*, void* frame) {
  Context* const context = hosted::running();
  if (context == nullptr) return;  // the kernel is starting or idle; idle looks at the clock itself
  if (context->record.in_kernel != 0) {
    context->record.tick_pending = 1;
    return;
  }
  auto& interrupted = *static_cast<ucontext_t*>(frame);
  save_context(*context, interrupted);
  continue_in_kernel(interrupted, &tick_in_kernel);
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
  pending_fault = {.kind = kind_of(static_cast<std::uint64_t>(g[REG_TRAPNO])),
                   .address = static_cast<std::uint64_t>(g[REG_CR2]),
                   .write = (error & 2) != 0,
                   .execute = (error & 16) != 0,
                   .present = (error & 1) != 0,
                   .error_code = error};
  Context* const context = hosted::running();
  if (context == nullptr || context->record.in_kernel != 0) {
    fault_registers = registers_of(interrupted);
    continue_in_kernel(interrupted, &kernel_fault);
    return;
  }
  save_context(*context, interrupted);
  continue_in_kernel(interrupted, &fault_in_kernel);
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
  if (sigaction(signal, &action, nullptr) != 0) hosted::die("installing a signal handler");
}

}  // namespace

namespace hosted {

void make_kernel_stack();

void start_threads() {
  make_kernel_stack();
  stack_t alternate{};
  alternate.ss_sp =
      mmap(nullptr, kSignalStackBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  alternate.ss_size = kSignalStackBytes;
  if (alternate.ss_sp == MAP_FAILED || sigaltstack(&alternate, nullptr) != 0)
    die("making the signal stack");
  for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP})
    install(signal, &on_fault_signal);
  install(SIGALRM, &on_tick_signal);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::signal(signal, &on_interrupt_signal);
}

}  // namespace hosted

void start_ticks(std::uint64_t period_ns) {
  sigevent event{};
  event.sigev_notify = SIGEV_SIGNAL;
  event.sigev_signo = SIGALRM;
  timer_t timer{};
  itimerspec period{};
  period.it_value.tv_nsec = static_cast<long>(period_ns);
  period.it_interval = period.it_value;
  if (timer_create(CLOCK_MONOTONIC, &event, &timer) != 0 ||
      timer_settime(timer, 0, &period, nullptr) != 0)
    hosted::die("starting the timer");
}

}  // namespace hal
