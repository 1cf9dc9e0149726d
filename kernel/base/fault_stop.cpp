// The kernel's own invariants. See fault_stop.hpp.
#include "base/fault_stop.hpp"

#include "base/text.hpp"
#include "hal/boot.hpp"

namespace kernel {

void kernel_bug(std::string_view what) {
  Line() << "bulkhead: KERNEL FAULT: " << what;
  hal::power_off(hal::ExitCode::kKernelFault);
}

}  // namespace kernel
