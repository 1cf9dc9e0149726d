// Which I/O ports a SIP may touch: those of its manifest's ranges, whole accesses only.
#pragma once
#include "process/process.hpp"

namespace kernel::calls {

// True if [port, port + width) lies in one range of the program and the width is 1, 2 or 4.
bool may_touch_ports(const ProgramRecord& record, std::uint64_t port, std::uint64_t width_bytes);

}  // namespace kernel::calls
