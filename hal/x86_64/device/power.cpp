// The end of the machine: QEMU's debug exit port where there is one, else a halted CPU.
#include "device/devices.hpp"

#include "cpu/cpu.hpp"
#include "cpu/instructions.hpp"
#include "hal/boot.hpp"

namespace hal {

void power_off(ExitCode code) {
  constexpr std::uint16_t kDebugExit = 0xf4;
  x86::stop_other_cpus();
  x86::serial_drain();
  // SAFETY: the machine ends here; where no such device listens, the port is nobody's.
  x86::port_out<std::uint8_t>(kDebugExit, static_cast<std::uint8_t>(code));
  // Still here: a machine without the debug exit device.
  console_write("bulkhead: halted; the machine may be switched off\n");
  x86::halt_for_ever();
}

namespace x86 {

void stop(std::string_view message) {
  console_write("bulkhead: ");
  console_write(message);
  console_write("\n");
  power_off(ExitCode::kKernelFault);
}

}  // namespace x86
}  // namespace hal
