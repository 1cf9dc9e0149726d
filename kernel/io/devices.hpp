// What manifests grant of the machine's devices, for as long as a SIP lives: interrupt lines,
// ranges of registers, and memory that devices write.
#pragma once
#include "process/process.hpp"

namespace kernel::io {

// Interrupt lines: each is open while a SIP has its event. A line that fires is masked and its
// event signalled; the SIP asks its device what it has, then unmasks.
inline constexpr std::uint32_t kLines = 24;

// False: this machine has no such line, or it is open already.
[[nodiscard]] bool open_line(std::uint32_t line, bool level, ObjectId event);
void close_line(std::uint32_t line);
ObjectId event_of(std::uint32_t line);  // none if the line is not open
bool any_line_open();
void fired(std::uint32_t line);

// Device registers in a SIP's window: the ranges that its manifest grants, mapped uncached below
// its lowest stack on request. The address of the manifest's n-th range (mapped at the first call),
// or 0: this machine has no device there.
std::uint64_t map_range(Process& process, std::uint32_t index);
void unmap_ranges_of(Process& process);

// Memory that devices write: frames that are set aside at start, as many as the manifests grant,
// and are never given to anything but DMA. So a device that goes on writing after its driver's
// death hits no SIP's memory and none of the kernel's.
void start_dma(hal::FrameRange frames, Arena& arena);
// Consecutive pages, zeroed, mapped in the process's window. Nothing when its grant or the window
// is used up.
std::optional<abi::DmaBuffer> allocate_dma(ProcessId process, std::uint32_t pages);
void release_dma_of(ProcessId process);

}  // namespace kernel::io
