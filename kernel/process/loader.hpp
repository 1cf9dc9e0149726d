// Makes a process of a checked program: window, regions, relocations, patches, start block, threads
// with their stacks.
#pragma once
#include "process/process.hpp"
#include "process/program.hpp"
#include "sched/thread.hpp"

namespace kernel::loader {

// The image's programs, which must have been checked. Read once.
extern Table<Program, ProgramId> programs;
void start(const hal::Layout& layout, const ImageView& view, Arena& arena);
// Fills the frames that processes share; hal::call_entry must be good by then.
void share_segments();

// A process of the program, not started; none when records, pages or the creator's limits do not
// allow it. The name is cut to fit.
ProcessId load(ProgramId program, std::string_view name);

void set_start_endpoint(const Process& process, std::uint32_t index, std::uint64_t handle);
void set_argument(const Process& process, std::uint32_t index, std::uint64_t value);

// A thread with a stack of its own that will enter the program with this argument (0: the first
// thread); none when threads or memory are used up.
ThreadId add_thread(ProcessId process, std::uint64_t argument);
void free_stack(Thread& thread);

// The first thread, ready to run. False: no thread record is left.
[[nodiscard]] bool start_process(ProcessId id);

// Pages at the heap's end: the address of the first new one, or 0.
std::uint64_t grow_heap(Process& process, std::uint32_t pages);
// False: the heap is not so large.
[[nodiscard]] bool shrink_heap(Process& process, std::uint32_t pages);

}  // namespace kernel::loader
