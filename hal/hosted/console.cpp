// The boot console on standard input and output; clock; power-off. A terminal is put into raw mode
// (without echo or line editing), as a serial line would be, and restored at the end.
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/syscall.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdio>
#include <cstdlib>

#include "machine.hpp"

namespace hal {
namespace {

termios saved_terminal{};
bool terminal_is_raw = false;
// The kernel has looked and found nothing: it is told once of what comes next. Before it first
// looks, nothing is taken from standard input. CPU 0 reads this while another CPU may write it.
std::atomic<bool> wants_to_hear = false;
bool at_end = false;
std::array<unsigned char, 256> input{};
std::size_t input_first = 0, input_last = 0;
std::uint64_t boot_ns = 0;

std::uint64_t clock_ns() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<std::uint64_t>(now.tv_sec) * 1'000'000'000 +
         static_cast<std::uint64_t>(now.tv_nsec);
}

bool input_is_ready() {
  pollfd wanted{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
  return poll(&wanted, 1, 0) > 0;
}

void fill_input() {
  // SAFETY: reads into the array's own size.
  const ssize_t count = read(STDIN_FILENO, input.data(), input.size());
  if (count < 0 && errno == EINTR) return;
  at_end = count <= 0;
  input_first = 0;
  input_last = count > 0 ? static_cast<std::size_t>(count) : 0;
}

}  // namespace

namespace hosted {

void start_clock() {
  boot_ns = clock_ns();
}

void start_console() {
  if (isatty(STDIN_FILENO) == 0 || tcgetattr(STDIN_FILENO, &saved_terminal) != 0) return;
  termios raw = saved_terminal;
  raw.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);  // ISIG stays: Control-C ends the machine
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  terminal_is_raw = tcsetattr(STDIN_FILENO, TCSANOW, &raw) == 0;
}

void restore_terminal() {
  if (terminal_is_raw) tcsetattr(STDIN_FILENO, TCSANOW, &saved_terminal);
}

// A signal may leave this function anywhere: it takes nothing and holds nothing. The wait is
// bounded, because another CPU may have asked just now.
bool wait_for_input() {
  constexpr timespec kLongestWait{.tv_sec = 0, .tv_nsec = 5'000'000};
  timespec longest = kLongestWait;
  pollfd wanted{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
  const nfds_t files = wants_to_hear ? 1 : 0;
  if (syscall(SYS_ppoll, &wanted, files, &longest, nullptr, 0) <= 0) return false;
  return wants_to_hear.exchange(false);
}

void die(const char* what) {
  restore_terminal();
  fprintf(stderr,
          "bulkhead-hosted: error BH0002: %s failed: %s; the host's limits may be too low (ulimit "
          "-v, vm.overcommit_memory)\n",
          what, strerror(errno));
  _exit(1);
}

void stop(const char* message) {
  stop_other_cpus();
  console_write("bulkhead: ");
  console_write(message);
  console_write("\n");
  power_off(ExitCode::kKernelFault);
}

}  // namespace hosted

void console_write(std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = write(STDOUT_FILENO, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0 && errno == EAGAIN) {
      pollfd wanted{.fd = STDOUT_FILENO, .events = POLLOUT, .revents = 0};
      poll(&wanted, 1, 10);
      continue;
    }
    if (count <= 0) return;  // nobody listens any more
    text.remove_prefix(static_cast<std::size_t>(count));
  }
}

int console_read() {
  if (input_first == input_last && !at_end && input_is_ready()) fill_input();
  if (input_first != input_last) return input[input_first++];
  if (at_end) return kEndOfInput;
  wants_to_hear = true;
  return kNoInput;
}

std::uint64_t now_ns() {
  return clock_ns() - boot_ns;
}

std::uint64_t tick_counter() {
  return __builtin_ia32_rdtsc();
}

void power_off(ExitCode code) {
  hosted::restore_terminal();
  _exit((static_cast<int>(code) << 1) | 1);
}

}  // namespace hal
