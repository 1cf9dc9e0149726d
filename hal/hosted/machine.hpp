// What the files of the hosted HAL share: the memory file, and the CPUs, each a Linux thread with a
// kernel stack, a signal stack and a timer of its own.
#pragma once
#include <sys/types.h>
#include <time.h>

#include <cstddef>
#include <cstdint>

#include "hal/boot.hpp"
#include "hal/memory.hpp"
#include "hal/thread.hpp"

namespace hal::hosted {

inline constexpr std::size_t kKernelStackBytes = 512 * 1024;

// What has come for a CPU and was not served yet.
inline constexpr std::uint32_t kTickPending = 1, kPokePending = 2, kInterruptPending = 4;

// One per Linux thread that is a CPU. What signals and stubs.S look at comes first. "Interrupts are
// off" while in_kernel is 1: a signal then only sets its bit in `pending`.
struct Cpu {
  volatile std::uint32_t in_kernel = 1;
  volatile std::uint32_t pending = 0;
  Context* volatile running = nullptr;  // whose registers are in the CPU; nullptr: nobody's
  std::uint64_t stack_top = 0;          // of the kernel stack, 16-aligned
  std::uint32_t index = 0;
  bool reporting_fault = false;
  Fault fault{};
  Registers fault_registers{};  // of a kernel fault
  timer_t timer{};
  bool has_timer = false;
};
static_assert(offsetof(Cpu, in_kernel) == 0 && offsetof(Cpu, pending) == 4);

// Makes the memory file and reserves the layout's addresses. Ends the process with a message when
// the host refuses.
Layout start_memory(std::uint64_t mebibytes);
FrameRange all_frames();

// cpus.cpp: turns the calling Linux thread into CPU 0; the others follow with start_other_cpus().
void start_cpus(std::uint32_t count);
// The others stop wherever they are. If another CPU has said so before, this one stops.
void stop_other_cpus();
// A device's line has fired: CPU 0 tells the kernel. From any Linux thread.
void interrupt_first_cpu();

// signals.cpp: handlers for faults, ticks, pokes and the end, for the whole process.
void install_handlers();
inline constexpr int kTickSignal = 14, kPokeSignal = 10, kStopSignal = 12,
                     kInterruptSignal = 29;  // ALRM, USR1, USR2, IO

void start_console();
void restore_terminal();
// CPU 0, idle, "interrupts on": waits a moment; true if there is input (or its end) that the kernel
// was not told of.
bool wait_for_input();

void start_clock();
[[noreturn]] void die(
    const char* what);  // the host refused something; says what, with errno's reason
// The kernel used the HAL wrongly: "bulkhead: [H-nnn] …" and power-off, as on bare metal.
[[noreturn]] void stop(const char* message);

}  // namespace hal::hosted

extern "C" {
extern constinit thread_local hal::hosted::Cpu hosted_cpu;  // cpus.cpp

// threads.cpp: serves one thing that is pending, for the thread that was interrupted or nullptr.
[[noreturn]] void hosted_serve_pending(hal::Context* current);

// stubs.S
extern const unsigned char hosted_call_entries[];
extern const unsigned char hosted_resume_jump[];
[[noreturn]] void hosted_resume_call(hal::Context*);
[[noreturn]] void hosted_resume_full(hal::Context*);
void hosted_signal_return();  // what a handler returns to, for who installs it by system call
[[noreturn]] void hosted_on_fresh_stack(void (*function)(), std::uint64_t stack_top);
}
