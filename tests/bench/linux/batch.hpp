// Between the command loop and the operations: one command, and what each operation provides.
#pragma once
#include <cstdint>
#include <string_view>

namespace linux_bench {

// `OPERATION TIMES BYTES BATCHES`, as the SIP `bench` takes it.
struct Command {
  std::string_view operation;
  std::uint64_t times = 0;
  std::uint64_t bytes = 0;
  std::uint64_t batches = 0;
};

inline std::uint64_t ticks() {
  return __builtin_ia32_rdtsc();
}

// Prints `sample TIMES TICKS`, the line that the harness reads.
void report(const Command& command, std::uint64_t ticks);
// Ends the program with a numbered error that says what failed.
[[noreturn]] void die(const char* what);

// Each runs the command's batches and reports them.
void run_calls(const Command& command);         // getppid
void run_yields(const Command& command);        // sched_yield in two processes in turn
void run_pipe(const Command& command);          // two processes, a pipe each way, `bytes` both ways
void run_pipe_one_way(const Command& command);  // the same with a reply of 4 bytes
void run_socket_pair(const Command& command);   // the same over a socket pair, `bytes` both ways
void run_pipe_create(const Command& command);   // pipe and close
void run_socket_create(const Command& command);  // socketpair and close
void run_map(const Command& command);            // mmap, touch every page, munmap
void run_processes(const Command& command);      // posix_spawn, _exit, waitpid
void run_threads(const Command& command);        // pthread_create, join
void run_mutex(const Command& command);          // lock and unlock, nobody else wants it

}  // namespace linux_bench
