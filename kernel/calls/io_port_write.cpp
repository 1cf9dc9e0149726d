// io_port_write(port, width, value): writes a port that the manifest grants, or kNoDevice on a
// machine without ports.
#include "abi/errors.hpp"
#include "calls/ports.hpp"
#include "calls/table.hpp"
#include "diagnosis/report.hpp"
#include "hal/boot.hpp"
#include "sched/scheduler.hpp"

namespace kernel::calls {

std::int64_t io_port_write(std::uint64_t port, std::uint64_t width_bytes, std::uint64_t value) {
  if (!may_touch_ports(processes::get(sched::calling_thread().process).record, port, width_bytes))
    end_caller("io_port_write to a port that its manifest does not grant");
  if (!hal::has_io_ports()) return abi::kNoDevice;
  hal::port_write(static_cast<std::uint16_t>(port), static_cast<unsigned>(width_bytes),
                  static_cast<std::uint32_t>(value));
  return abi::kOk;
}

}  // namespace kernel::calls
