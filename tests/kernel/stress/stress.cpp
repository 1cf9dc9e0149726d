// Runs the stress system on N simulated CPUs, each a Linux thread, under the sanitizers that this
// program was built with: kernel-stress-NAME [ROUNDS [RUNS [CPUS]]]. Nothing is judged by the
// clock: every request, block, lock, timer and kill is counted, and a wake-up that is lost leaves a
// system that does not end.
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "shared.hpp"

namespace {

std::uint64_t argument(int argc, char** argv, int index, std::uint64_t otherwise) {
  return argc > index ? std::strtoull(argv[index], nullptr, 10) : otherwise;
}

void require(std::uint64_t counted, std::uint64_t expected, const char* what) {
  if (counted != expected)
    machine::fail(std::string(what) + ": " + std::to_string(counted) + " instead of " +
                  std::to_string(expected));
}

std::uint64_t run(const image_builder::Blob& image, const stress::Load& load, std::uint32_t cpus) {
  constexpr std::uint64_t kMostEntries = 20'000'000;
  stress::Done done;
  const machine::Outcome outcome = machine::run(
      image, {.cpus = cpus,
              .program = [&](machine::Sip sip) { return stress::script_for(sip, load, done); },
              .between_entries = {},
              .most_entries = kMostEntries});
  require(done.wrong, 0, "wrong answers");
  require(done.replies, stress::kClients * load.rounds, "requests answered");
  require(done.blocks, stress::kClients * ((load.rounds + 3) / 4), "blocks that came back right");
  require(done.locks, stress::kWorkerThreads * load.rounds, "counted under the mutex");
  require(done.signals, stress::kWorkerThreads * load.rounds, "turns passed on");
  require(done.timers, stress::kWorkerThreads * stress::kTimersOfAWorker, "timers waited for");
  require(done.kills, load.kills, "processes killed");
  if (outcome.code != hal::ExitCode::kSuccess)
    machine::fail("the system did not end with verdict 0 and without leaks");
  return outcome.entries;
}

// A process for each system: ThreadSanitizer's own call stack does not outlive thousands of jumps
// out of the kernel in one thread.
bool run_alone(const image_builder::Blob& image, const stress::Load& load, std::uint32_t cpus) {
  const pid_t child = fork();
  if (child == 0) {
    const std::uint64_t entries = run(image, load, cpus);
    std::printf(
        "%llu entries into the kernel on %u CPUs: %llu requests answered, %llu blocks moved twice, "
        "%llu locks, %llu processes killed; nothing lost, nothing leaked\n",
        static_cast<unsigned long long>(entries), cpus,
        static_cast<unsigned long long>(stress::kClients * load.rounds),
        static_cast<unsigned long long>(stress::kClients * ((load.rounds + 3) / 4)),
        static_cast<unsigned long long>(stress::kWorkerThreads * load.rounds),
        static_cast<unsigned long long>(load.kills));
    std::exit(0);
  }
  int status = 0;
  return waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::uint64_t rounds = argument(argc, argv, 1, 200), runs = argument(argc, argv, 2, 3);
  const auto cpus = static_cast<std::uint32_t>(argument(argc, argv, 3, 4));
  const image_builder::Blob image = image_builder::make_image(stress::system());
  for (std::uint64_t seed = 1; seed <= runs; ++seed) {
    machine::describe_run("seed " + std::to_string(seed) +
                          "; what CPUs do at once differs from run to run");
    if (!run_alone(image, {.rounds = rounds, .kills = rounds / 8, .seed = seed}, cpus)) return 1;
  }
}
