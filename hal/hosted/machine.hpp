// What the files of the hosted HAL share: the memory file, the one CPU's kernel stack, the thread
// that runs.
#pragma once
#include <cstdint>

#include "hal/boot.hpp"
#include "hal/memory.hpp"
#include "hal/thread.hpp"

namespace hal::hosted {

// Makes the memory file and reserves the layout's addresses. Ends the process with a message when
// the host refuses.
Layout start_memory(std::uint64_t mebibytes);
FrameRange all_frames();

// Installs the handlers for faults and ticks, and makes the kernel stack. `kernel_stack_top` is
// 16-aligned.
void start_threads();
std::uint64_t kernel_stack_top();

// The thread whose registers are in the CPU; nullptr while the kernel runs for nobody.
Context* running();
void set_running(Context* context);

void start_console();
void restore_terminal();
// Waits at most so long; true if there is new input (or its end) that the kernel was not told of.
bool wait_for_input(int milliseconds);

void start_clock();
[[noreturn]] void die(
    const char* what);  // the host refused something; says what, with errno's reason

}  // namespace hal::hosted

// stubs.S
extern "C" {
#define CALL(number, name, group, parameters, result) \
  extern const unsigned char hosted_call_##name[];
#include "abi/calls.def"
extern const unsigned char
    hosted_resume_jump[];  // the one instruction at which a thread's rip is not in the CPU yet
[[noreturn]] void hosted_resume_call(hal::Context*);
[[noreturn]] void hosted_resume_full(hal::Context*);
[[noreturn]] void hosted_on_fresh_stack(void (*function)(), std::uint64_t stack_top);
}
