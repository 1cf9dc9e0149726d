// Device registers in a SIP's window: the ranges that its manifest grants, mapped uncached below
// its lowest stack on request, for as long as it lives.
#pragma once
#include "process/process.hpp"

namespace kernel::device_memory {

// The address of the manifest's n-th range (mapped at the first call), or 0: this machine has no
// device there.
std::uint64_t map(Process& process, std::uint32_t index);
void unmap_all_of(Process& process);

}  // namespace kernel::device_memory
