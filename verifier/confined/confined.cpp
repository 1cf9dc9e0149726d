// Forks, pipes and limits. See confined.hpp; the filter of system calls is in filter.cpp.
#include "confined/confined.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <new>

#include "confined/filter.hpp"

namespace verifier {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kAnswer = 3;  // the file descriptor, in the child
constexpr int kNoFilter = 3, kNoMemory = 4, kNoPipe = 5, kNoTool = 127;

void limit(__rlimit_resource resource, std::uint64_t value) {
  const rlimit both{value, value};
  ::setrlimit(resource, &both);
}

// What this process has mapped already comes on top: libraries, and the image.
std::uint64_t mapped_bytes() {
  std::uint64_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  return pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

void set_limits(const Limits& limits, std::uint64_t mapped) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  const rlimit seconds{limits.cpu_seconds, limits.cpu_seconds + 1};  // SIGXCPU, then SIGKILL
  ::setrlimit(RLIMIT_CPU, &seconds);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_AS, mapped + limits.memory);
  for (const int signal : {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGXCPU, SIGSYS})
    ::signal(signal, SIG_DFL);
}

// Nothing but the pipe stays open: LLVM's last words go nowhere.
void keep_answer_only(int output) {
  const int nowhere = ::open("/dev/null", O_RDWR);
  const int kept = ::fcntl(output, F_DUPFD, kAnswer + 1);
  for (const int standard : {0, 1, 2}) ::dup2(nowhere, standard);
  ::dup2(kept, kAnswer);
  ::close_range(kAnswer + 1, ~0U, 0);
}

[[noreturn]] void work_and_answer(const std::function<std::string()>& work, const Limits& limits,
                                  int output) {
  set_limits(limits, mapped_bytes());
  keep_answer_only(output);
  if (!allow_answering_only(kAnswer)) ::_exit(kNoFilter);
  try {
    const std::string answer = work();
    for (std::size_t done = 0; done < answer.size();) {
      const ssize_t count = ::write(kAnswer, answer.data() + done, answer.size() - done);
      if (count <= 0) ::_exit(kNoPipe);
      done += static_cast<std::size_t>(count);
    }
  } catch (const std::bad_alloc&) {
    ::_exit(kNoMemory);
  }
  ::_exit(0);
}

enum class Heard { kEnd, kTooMuch, kTooLate };

Heard listen(int input, const Limits& limits, std::string& text) {
  const auto deadline = Clock::now() + std::chrono::seconds(limits.seconds);
  char buffer[4096];
  for (;;) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return Heard::kTooLate;
    pollfd waiting{input, POLLIN, 0};
    if (::poll(&waiting, 1, static_cast<int>(left)) <= 0) continue;
    const ssize_t count = ::read(input, buffer, sizeof buffer);
    if (count < 0) continue;
    if (count == 0) return Heard::kEnd;
    text.append(buffer, static_cast<std::size_t>(count));
    if (text.size() > limits.answer) return Heard::kTooMuch;
  }
}

int wait_for(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) {
  }
  return status;
}

std::string describe_end(int status, const Limits& limits) {
  if (WIFEXITED(status)) {
    if (WEXITSTATUS(status) == 0) return {};
    if (WEXITSTATUS(status) == kNoMemory)
      return fmt::format("it wanted more than {} MiB of memory", limits.memory >> 20);
    if (WEXITSTATUS(status) == kNoFilter) return "this Linux has no seccomp to confine it with";
    return fmt::format("it ended with code {}", WEXITSTATUS(status));
  }
  const int signal = WTERMSIG(status);
  if (signal == SIGSYS) return "it made a system call that it must not make";
  if (signal == SIGXCPU)
    return fmt::format("it computed for more than {} seconds", limits.cpu_seconds);
  return fmt::format("it crashed with signal {}", signal);
}

struct Child {
  pid_t pid = -1;
  int input = -1;
};

Child start(const std::function<void(int)>& run) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return {};
  const pid_t pid = ::fork();
  if (pid == 0) {
    run(ends[1]);
    ::_exit(kNoPipe);
  }
  ::close(ends[1]);
  if (pid > 0) return {pid, ends[0]};
  ::close(ends[0]);
  return {};
}

// Listens, ends the child where it says too much or nothing for too long, and buries it.
std::pair<Heard, int> attend(const Child& child, const Limits& limits, std::string& text) {
  const Heard heard = listen(child.input, limits, text);
  ::close(child.input);
  if (heard != Heard::kEnd) ::kill(child.pid, SIGKILL);
  return {heard, wait_for(child.pid)};
}

}  // namespace

Confined run_confined(const std::function<std::string()>& work, const Limits& limits) {
  const Child child = start([&](int output) { work_and_answer(work, limits, output); });
  if (child.pid < 0) return {{}, "no process could be made for it"};
  Confined result;
  const auto [heard, status] = attend(child, limits, result.answer);
  if (heard == Heard::kTooLate)
    result.failure = fmt::format("it did not answer within {} seconds", limits.seconds);
  else if (heard == Heard::kTooMuch)
    result.failure = fmt::format("its answer is longer than {} bytes", limits.answer);
  else
    result.failure = describe_end(status, limits);
  if (!result.failure.empty()) result.answer.clear();
  return result;
}

ToolEnd run_tool(const std::vector<std::string>& command, const Limits& limits) {
  std::vector<char*> words;
  for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  const Child child = start([&](int output) {
    set_limits(limits, 0);
    ::dup2(output, STDOUT_FILENO);
    ::dup2(output, STDERR_FILENO);
    char path[] = "PATH=/usr/bin:/bin";
    char* const environment[] = {path, nullptr};
    ::execve(words[0], words.data(), environment);
    ::_exit(kNoTool);
  });
  if (child.pid < 0) return {kNoTool, "no process could be made for it"};
  std::string said;
  const auto [heard, status] = attend(child, limits, said);
  if (heard != Heard::kEnd) return {128 + SIGKILL, "it was stopped: it ran or said too much"};
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), said};
}

}  // namespace verifier
