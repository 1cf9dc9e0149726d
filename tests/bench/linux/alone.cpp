// What one process does by itself: system calls, making and closing channels, memory, processes,
// threads, mutexes.
#include <fcntl.h>
#include <pthread.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>

#include "batch.hpp"

extern "C" char** environ;

namespace linux_bench {
namespace {

// Times `command.times` calls of `once`, `command.batches` times.
template <class Once>
void measure(const Command& command, Once once) {
  for (std::uint64_t batch = 0; batch < command.batches; ++batch) {
    const std::uint64_t before = ticks();
    for (std::uint64_t i = 0; i < command.times; ++i) once();
    report(command, ticks() - before);
  }
}

void close_both(const std::array<int, 2>& ends) {
  close(ends[0]);
  close(ends[1]);
}

void* return_at_once(void*) {
  return nullptr;
}

}  // namespace

void run_calls(const Command& command) {
  measure(command, [] { static_cast<void>(getppid()); });
}

void run_pipe_create(const Command& command) {
  measure(command, [] {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) die("pipe");
    close_both(ends);
  });
}

void run_socket_create(const Command& command) {
  measure(command, [] {
    std::array<int, 2> ends{};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) die("socketpair");
    close_both(ends);
  });
}

void run_map(const Command& command) {
  measure(command, [&] {
    void* const block =
        mmap(nullptr, command.bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (block == MAP_FAILED) die("mmap");
    for (std::uint64_t at = 0; at < command.bytes; at += 4096)
      static_cast<volatile char*>(block)[at] = 0;
    munmap(block, command.bytes);
  });
}

void run_processes(const Command& command) {
  std::array<char, 4096> program{};
  if (readlink("/proc/self/exe", program.data(), program.size() - 1) < 0)
    program = {"/init"};  // no /proc in the virtual machine
  std::array<char, 8> option{"--exit"};
  std::array<char*, 3> arguments{program.data(), option.data(), nullptr};
  measure(command, [&] {
    pid_t child = 0;
    if (posix_spawn(&child, program.data(), nullptr, nullptr, arguments.data(), environ) != 0)
      die("posix_spawn");
    int status = 0;
    if (waitpid(child, &status, 0) != child || status != 0) die("the spawned process");
  });
}

void run_threads(const Command& command) {
  measure(command, [] {
    pthread_t thread{};
    if (pthread_create(&thread, nullptr, &return_at_once, nullptr) != 0) die("pthread_create");
    pthread_join(thread, nullptr);
  });
}

void run_mutex(const Command& command) {
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  measure(command, [&] {
    pthread_mutex_lock(&mutex);
    pthread_mutex_unlock(&mutex);
  });
}

}  // namespace linux_bench
