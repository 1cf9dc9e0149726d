// What the HAL calls when a SIP's or the kernel's own code is interrupted: tick, input, fault.
#include "base/fault_stop.hpp"
#include "diagnosis/fault_cause.hpp"
#include "diagnosis/report.hpp"
#include "hal/boot.hpp"
#include "process/console.hpp"
#include "process/teardown.hpp"
#include "sched/scheduler.hpp"

namespace kernel {

void on_tick(hal::Context*) {
  sched::tick();
}

void on_console_input(hal::Context*) {
  sched::tick();
}

void on_fault(hal::Context*, const hal::Fault& fault) {
  if (sched::current().none()) kernel_bug("a fault came while no thread ran");
  TextBuffer cause;
  append_fault_cause(cause, sched::running_process(), sched::running().context.registers, fault);
  report_end_by_fault(cause.view());
  end_running_process(EndedBy::kFault, 0);
}

void on_kernel_fault(const hal::Registers& registers, const hal::Fault& fault) {
  {
    Line() << "bulkhead: KERNEL FAULT: exception " << static_cast<std::uint32_t>(fault.kind)
           << " at 0x" << hal::VirtAddr{registers.rip} << ", address 0x"
           << hal::VirtAddr{fault.address} << ", rsp 0x" << hal::VirtAddr{registers.rsp}
           << ", error 0x" << Hex{fault.error_code};
  }
  hal::power_off(hal::ExitCode::kKernelFault);
}

}  // namespace kernel
