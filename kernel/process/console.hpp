// The console as the one process that may use it sees it: typed bytes, or, when booted headless,
// the system's script and then the end of input. One thread at a time waits
// for input.
#pragma once
#include "hal/lasting.hpp"
#include "memory/trusted/access.hpp"
#include "sched/thread.hpp"

namespace kernel::console {

void start(bool headless, hal::LastingText script);

inline constexpr std::int64_t kMustWait = -100;
// Bytes put into `buffer`, 0 at the end of input, or kMustWait.
std::int64_t read(std::span<std::byte> buffer);

bool someone_reads();
void set_reader(ThreadId id);
void forget_reader(ThreadId id);
void poll();  // gives input that came to the thread that waits

}  // namespace kernel::console
