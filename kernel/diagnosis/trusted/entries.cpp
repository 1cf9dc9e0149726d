// What the HAL calls besides kernel_main and the calls: when another CPU starts, and when a SIP's
// or the kernel's own code is interrupted (tick, poke, input, device, fault). Each takes the
// kernel's lock first.
#include "diagnosis/fault_cause.hpp"
#include "diagnosis/report.hpp"
#include "hal/boot.hpp"
#include "io/devices.hpp"
#include "process/console.hpp"
#include "process/teardown.hpp"
#include "sched/scheduler.hpp"

namespace kernel {

// It takes ticks of its own, and looks for work.
void on_cpu_start() {
  lock::take();
  hal::start_ticks(sched::kTickNs);
  sched::leave();
}

// A tick does not queue up for the lock: were all CPUs to wait in ticks longer than a tick lasts,
// none would run a SIP ever again. A few are passed over at most.
// SAFETY: the HAL passes the context of what it has interrupted, or null for an idle CPU.
void on_tick(hal::Context* interrupted) {
  constexpr std::uint32_t kMostPassedOver = 8;
  std::uint32_t& passed_over = sched::this_cpu().ticks_passed_over;
  if (!lock::try_take()) {
    if (++passed_over <= kMostPassedOver) {
      if (interrupted == nullptr) hal::idle();
      hal::resume(*interrupted);
    }
    lock::take();
  }
  passed_over = 0;
  sched::tick();
}

void on_poke(hal::Context*) {
  lock::take();
  sched::look_again();
}

void on_console_input(hal::Context*) {
  lock::take();
  console::poll();
  sched::look_again();
}

void on_irq(hal::Context*, std::uint32_t line) {
  lock::take();
  io::fired(line);
  sched::look_again();
}

void on_fault(hal::Context*, const hal::Fault& fault) {
  lock::take();
  if (sched::this_cpu().current.none()) kernel_bug("a fault came while no thread ran");
  const Thread& thread = sched::running();
  const Process& process = processes::get(thread.process);
  if (thread.doomed) sched::look_again();  // another CPU has ended its process in the meantime
  trace::record(abi::TraceKind::kFault, thread.process.value, 0);
  TextBuffer cause;
  append_fault_cause(cause, process, thread, fault);
  report_end_by_fault(cause);
  end_running_process(abi::EndKind::kFaulted, 0, cause);
}

void on_kernel_fault(const hal::Registers& registers, const hal::Fault& fault) {
  Line() << "bulkhead: KERNEL FAULT: exception " << static_cast<std::uint32_t>(fault.kind)
         << " at 0x" << hal::VirtAddr{registers.rip} << ", address 0x"
         << hal::VirtAddr{fault.address} << ", rsp 0x" << hal::VirtAddr{registers.rsp}
         << ", error 0x" << Hex{fault.error_code};
  hal::power_off(hal::ExitCode::kKernelFault);
}

}  // namespace kernel
