// The Linux peer of the SIP `bench`: the same operations by processes, pipes, sockets, futexes.
// Reads the same commands on standard input. As process 1 of a virtual machine
// (tests/bench/linux/make_initramfs.py) it runs /script and powers off.
#include <fcntl.h>
#include <sys/reboot.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "batch.hpp"

namespace linux_bench {
namespace {

struct Entry {
  std::string_view name;
  void (*run)(const Command&);
};

constexpr std::array kEntries{
    Entry{"kernel-call", &run_calls},
    Entry{"yield", &run_yields},
    Entry{"pipe", &run_pipe},
    Entry{"pipe-one-way", &run_pipe_one_way},
    Entry{"socketpair", &run_socket_pair},
    Entry{"channel-create", &run_pipe_create},
    Entry{"socket-create", &run_socket_create},
    Entry{"exchange-alloc", &run_map},
    Entry{"process-lifecycle", &run_processes},
    Entry{"thread-create", &run_threads},
    Entry{"mutex", &run_mutex},
};

std::string_view take_word(std::string_view& line) {
  const std::size_t end = line.find(' ');
  const std::string_view word = line.substr(0, end);
  line = end == std::string_view::npos ? std::string_view{} : line.substr(end + 1);
  return word;
}

std::uint64_t take_number(std::string_view& line) {
  const std::string_view word = take_word(line);
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  return error == std::errc{} && end == word.data() + word.size() ? value : 0;
}

void perform(std::string_view line) {
  const std::string_view whole = line;
  Command command{.operation = take_word(line)};
  command.times = take_number(line);
  command.bytes = take_number(line);
  command.batches = take_number(line);
  const bool complete = command.times > 0 && command.bytes > 0 && command.batches > 0;
  for (const Entry& entry : kEntries) {
    if (complete && entry.name == command.operation) return entry.run(command);
  }
  printf("unknown '%.*s'; OPERATION TIMES BYTES BATCHES or quit\n", static_cast<int>(whole.size()),
         whole.data());
}

// The machine's first process: its commands are a file, its end is the machine's.
void become_init() {
  const int script = open("/script", O_RDONLY);
  if (script < 0 || dup2(script, STDIN_FILENO) < 0) die("opening /script");
}

}  // namespace

void report(const Command& command, std::uint64_t ticks) {
  printf("sample %llu %llu\n", static_cast<unsigned long long>(command.times),
         static_cast<unsigned long long>(ticks));
}

void die(const char* what) {
  fprintf(stderr, "linux_bench: error BB0101: %s failed: %s; the machine's limits may be too low\n",
          what, strerror(errno));
  exit(1);
}

}  // namespace linux_bench

int main(int argc, char** argv) {
  using namespace linux_bench;
  if (argc > 1 && std::string_view(argv[1]) == "--exit") _exit(0);  // what run_processes() starts
  const bool is_init = getpid() == 1;
  if (is_init) become_init();
  setvbuf(stdout, nullptr, _IOLBF, 4096);
  std::array<char, 256> line{};
  while (fgets(line.data(), line.size(), stdin) != nullptr) {
    const std::string_view text(line.data(), strcspn(line.data(), "\r\n"));
    if (text == "quit") break;
    if (is_init) printf("%.*s\n", static_cast<int>(text.size()), text.data());
    if (!text.empty()) perform(text);
    puts("ready");
  }
  if (is_init) {
    puts("linux_bench: end");
    fflush(stdout);
    reboot(RB_AUTOBOOT);
  }
  return 0;
}
