// Every exception and interrupt, after vectors.S: who was interrupted, and which kernel function
// hears of it.
//
// SIPs run with interrupts on, kernel and HAL with interrupts off, and neither can change that
// while it runs (the verifier's list of instructions has no cli, sti, popf). So the interrupt flag
// that the CPU saved tells who ran, whatever rip says: a SIP that jumped into kernel text is still
// to blame, and a kernel that jumped into a SIP's window is too.
#include "cpu/instructions.hpp"
#include "device/devices.hpp"
#include "hal/boot.hpp"
#include "hal/memory.hpp"
#include "trap/vectors.hpp"

extern "C" [[noreturn]] void hal_run_on_stack(std::uint64_t stack_top, const void* function,
                                              void* first, void* second);

namespace hal::x86 {
namespace {

Fault fault_of(const TrapFrame& frame) {
  Fault fault{};
  fault.kind = exception_at(frame.vector).kind;
  fault.error_code = frame.error_code;
  if (fault.kind == FaultKind::kPageFault) {
    fault.address = read_cr<2>();
    fault.present = frame.error_code & 1;
    fault.write = frame.error_code >> 1 & 1;
    fault.execute = frame.error_code >> 4 & 1;
  }
  return fault;
}

Registers registers_of(const TrapFrame& f) {
  return Registers{f.rax, f.rbx, f.rcx, f.rdx, f.rsi, f.rdi, f.rbp, f.rsp, f.r8,
                   f.r9,  f.r10, f.r11, f.r12, f.r13, f.r14, f.r15, f.rip, f.rflags};
}

// Puts what the SIP was doing into its thread's context; nullptr if the CPU was idle.
Context* save_interrupted(Cpu& cpu, const TrapFrame& frame) {
  Context* context = cpu.current();
  if (!context) return nullptr;
  context->registers = registers_of(frame);
  context->full = 1;
  // SAFETY: 512 bytes, 64-byte aligned; nothing in HAL or kernel has touched the FPU since the SIP
  // ran (-mno-sse).
  asm volatile("fxsave64 %0" : "=m"(context->fpu));
  return context;
}

// `second` is what on_fault and on_irq take besides.
template <class Function>
[[noreturn]] void tell_kernel(Cpu& cpu, Function* function, Context* context,
                              void* second = nullptr) {
  // SAFETY: the kernel stack is empty: the kernel was not running (interrupts were on).
  hal_run_on_stack(cpu.kernel_stack_top, reinterpret_cast<const void*>(function), context, second);
}

[[noreturn]] void kernel_fault(Cpu& cpu, const TrapFrame& frame) {
  if (cpu.reporting_fault) stop("[H-040] a second fault while a kernel fault was being reported");
  cpu.reporting_fault = true;
  stop_other_cpus();
  // On the exception's own stack: the kernel's is left as it was, to be looked at.
  kernel::on_kernel_fault(registers_of(frame), fault_of(frame));
}

bool is_machine_trouble(FaultKind kind) {
  return kind == FaultKind::kNmi || kind == FaultKind::kMachineCheck ||
         kind == FaultKind::kDoubleFault;
}

void handle_exception(Cpu& cpu, const TrapFrame& frame) {
  const FaultKind kind = exception_at(frame.vector).kind;
  if (kind == FaultKind::kNmi) {
    if (is_stopped(cpu)) halt_for_ever();
    if (cpu.index != 0) return;  // meant for the machine; CPU 0 gets one too
  }
  const bool sip_ran = (frame.rflags & kFlagsInterrupt) && cpu.current();
  if (!sip_ran || is_machine_trouble(kind)) kernel_fault(cpu, frame);
  cpu.fault = fault_of(frame);
  tell_kernel(cpu, kernel::on_fault, save_interrupted(cpu, frame), &cpu.fault);
}

void handle_device(Cpu& cpu, const TrapFrame& frame) {
  const std::uint32_t line = take_irq(static_cast<std::uint32_t>(frame.vector));
  end_of_interrupt();
  if (line == kNoLine) return;
  tell_kernel(cpu, kernel::on_irq, save_interrupted(cpu, frame),
              reinterpret_cast<void*>(std::uint64_t{line}));
}

// Returns if nobody needs to hear of it: what was interrupted goes on.
void handle_interrupt(Cpu& cpu, const TrapFrame& frame) {
  switch (frame.vector) {
    case kVectorTimer:
      end_of_interrupt();
      tell_kernel(cpu, kernel::on_tick, save_interrupted(cpu, frame));
    case kVectorPoke:
      end_of_interrupt();
      if (!cpu.active) return;  // it waits to be started (cpu/smp.cpp)
      tell_kernel(cpu, kernel::on_poke, save_interrupted(cpu, frame));
    case kVectorFlush:
      serve_flush();
      return end_of_interrupt();
    case kVectorSerial: {
      const bool any = serial_gather();
      end_of_interrupt();
      if (any) tell_kernel(cpu, kernel::on_console_input, save_interrupted(cpu, frame));
      return;
    }
    default:
      if (frame.vector - kFirstDeviceVector < kDeviceVectors) handle_device(cpu, frame);
      // Else a spurious interrupt: not acknowledged, and there is nothing to do.
  }
}

}  // namespace
}  // namespace hal::x86

extern "C" void hal_trap(const hal::x86::TrapFrame& frame) {
  using namespace hal::x86;
  Cpu& cpu = current_cpu();
  if (frame.vector < kFirstInterrupt)
    handle_exception(cpu, frame);
  else
    handle_interrupt(cpu, frame);
}
