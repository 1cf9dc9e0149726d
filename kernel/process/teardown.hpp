// The end of a process: by its own exit, by the kernel for what it did, or with the system.
// Everything it had is taken back at once.
#pragma once
#include "process/process.hpp"

namespace kernel {

enum class EndedBy : std::uint8_t { kExit, kFault, kShutdown };

// Threads, endpoints, blocks, memory, owner tags. Peers of its endpoints wake with kClosed.
void tear_down(ProcessId id, EndedBy by, std::int64_t exit_code);

// For the running thread's process, from within a kernel call or fault: tears it down, then someone
// else runs, or the system ends if this was the process that it waits for.
[[noreturn]] void end_running_process(EndedBy by, std::int64_t exit_code);

}  // namespace kernel
