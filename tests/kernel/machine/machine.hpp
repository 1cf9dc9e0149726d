// A machine for tests: hal/include/hal implemented in ordinary C++, in one process, for simulated
// SIPs. Frames lie in an arena; map() puts a frame's bytes where the kernel and the SIPs see them,
// and what is not mapped is poisoned under AddressSanitizer. CPUs are loops (one, or pthreads) that
// resume() jumps back to. Whatever the kernel does against the HAL's rules, or allocates for itself
// after its start, ends the process with a message.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "hal/boot.hpp"
#include "script.hpp"

namespace machine {

// A thread that starts: its Context is the kernel's.
struct Sip {
  hal::Context* context;
  std::uint64_t start_block;
  std::uint64_t argument;  // 0: the process's first thread
};

struct Options {
  std::uint32_t frames = 8192;
  std::uint32_t cpus = 1;
  std::string command_line = "headless";
  std::function<Script(Sip)> program;              // what every thread of every SIP runs
  std::function<void()> between_entries;           // the kernel is quiet; one CPU only
  std::uint64_t most_entries = ~std::uint64_t{0};  // a system that needs more of them does not end
  std::uint32_t tick_every = 64;                   // deeds of a CPU between two of its ticks
};

struct Outcome {
  hal::ExitCode code;
  std::string log;        // its last part
  std::uint64_t entries;  // into the kernel
};

// Boots the image and returns when the system has powered off.
Outcome run(std::span<const unsigned char> image, Options options);

// Fails the test at once, with the log's end.
[[noreturn]] void fail(std::string_view what);
// Printed by fail(): how to do this run again.
void describe_run(std::string text);

// The address space, for invariants and for scripts that write where they may.
struct Mapping {
  hal::Frame frame;
  hal::Access access;
  bool device;
};
const Mapping* find_mapping(std::uint64_t page);  // nullptr: unmapped
std::uint32_t mapped_pages();                     // windows and exchange heap, without devices
const hal::Layout& layout();
bool is_writable(std::uint64_t address, std::uint64_t bytes);

std::uint64_t entries();  // into the kernel, so far in this run
void advance_clock(std::uint64_t ns);

inline constexpr std::uint32_t kDeviceFrame = 0xfee00,
                               kDeviceFrames = 4;  // the one device there is
inline constexpr std::uint32_t kIrqLines = 4;

// Between the machine's own files.
void reset_kernel();  // its variables are as before the first boot
std::vector<hal::FrameRange> start_memory(std::uint32_t frames);
void start_devices();
std::string take_log();
void kernel_has_started();  // from now on it allocates nothing
bool is_off();

}  // namespace machine
