// Makes a process of a checked program: window, regions, relocations, patches, import slots, start
// block, first thread.
#pragma once
#include "process/process.hpp"
#include "process/program.hpp"

namespace kernel {

// Cannot fail but for a kernel sizing error: the program was checked, and start saw to frames and
// owner map.
void load_process(ProcessId id, std::string_view name, std::uint16_t program_index,
                  const Program& program, const hal::Layout& layout);

// Writes the handle of a start endpoint into the process's start block.
void set_start_endpoint(ProcessId id, std::uint32_t index, std::uint64_t handle);

// The first thread, ready to run.
void start_process(ProcessId id);

}  // namespace kernel
