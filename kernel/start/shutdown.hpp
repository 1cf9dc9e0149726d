// How the system ends: when the verdict process (or, without one, every process) has ended, or when
// nobody can ever run again. All that is left is taken back, the leak check looks for what was not,
// and the last line says the verdict.
#pragma once
#include <cstdint>

namespace kernel {

inline constexpr std::uint32_t kNoVerdictProcess = ~std::uint32_t{0};

// What to wait for, and how many frames must be free again at the end.
void start_shutdown_watch(std::uint32_t verdict_process, std::uint32_t free_frames);

void shutdown_if_over();
// Nobody is ready, sleeps or reads the console: no message can ever come.
[[noreturn]] void shutdown_stuck();

}  // namespace kernel
