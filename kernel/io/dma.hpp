// Memory that devices write: frames that are set aside at start, as many as the manifests grant,
// and are never given to anything but DMA. So a device that goes on writing after its driver's
// death hits no SIP's memory and none of the kernel's.
#pragma once
#include "process/process.hpp"

namespace kernel::dma {

void start(hal::FrameRange frames, Arena& arena);

// Consecutive pages, zeroed, mapped in the process's window for as long as it lives. Nothing when
// its grant or the window is used up.
std::optional<abi::DmaBuffer> allocate(ProcessId process, std::uint32_t pages);
void release_all_of(ProcessId process);

}  // namespace kernel::dma
