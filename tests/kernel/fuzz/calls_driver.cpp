// Runs N random kernel calls from a seed: kernel-fuzz-calls [CALLS [SEED]]. Each system gets a
// share of them, then the next one boots with the next seed. What ends badly says its seed;
// `kernel-fuzz-calls 20000 SEED` does that system again.
#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "campaign.hpp"

namespace {

constexpr std::uint64_t kCallsOfASystem = 20'000, kCheckEvery = 101;
constexpr long kMostSeconds = 20;  // of CPU time for one system; a kernel that spins is a finding
std::string run_name;

using Counts = std::map<std::uint32_t, std::array<std::uint64_t, 3>>;

void add(Counts& all, const Counts& more) {
  for (const auto& [number, counts] : more)
    for (std::size_t i = 0; i < counts.size(); ++i) all[number][i] += counts[i];
}

// Every call must have been made, and each that can be answered must have been answered: otherwise
// the fuzzer is at fault.
bool print_and_judge(const Counts& all) {
  bool good = true;
  std::printf("%-20s %10s %10s %10s\n", "call", "made", "error", "no answer");
  for (const fuzz::Shape& shape : fuzz::shapes()) {
    const auto found = all.find(shape.number);
    const std::array<std::uint64_t, 3> counts =
        found == all.end() ? std::array<std::uint64_t, 3>{} : found->second;
    const bool never_answers = shape.number == 1 || shape.number == 2 || shape.number == 12;
    const bool reached = counts[0] != 0 && (never_answers || counts[0] > counts[1] + counts[2]);
    good = good && reached;
    std::printf("%-20s %10llu %10llu %10llu%s\n", shape.name,
                static_cast<unsigned long long>(counts[0]),
                static_cast<unsigned long long>(counts[1]),
                static_cast<unsigned long long>(counts[2]), reached ? "" : "  never succeeded");
  }
  return good;
}

}  // namespace

int main(int argc, char** argv) {
  const std::uint64_t calls = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 100'000;
  const std::uint64_t first_seed = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1;
  Counts all;
  std::uint64_t made = 0, systems = 0;
  const auto stop = [](int number) {  // only what is safe in a signal handler
    const std::string_view text =
        number == SIGILL ? "FINDING: the kernel traps: " : "FINDING: the kernel spins: ";
    static_cast<void>(!write(2, text.data(), text.size()) ||
                      !write(2, run_name.data(), run_name.size()));
    abort();
  };
  signal(SIGPROF, stop);
  signal(SIGILL, stop);
  for (; made < calls; ++systems) {
    const std::uint64_t seed = first_seed + systems;
    fuzz::Campaign campaign{.source = fuzz::Source(seed),
                            .calls_left = std::min(kCallsOfASystem, calls - made)};
    campaign.hostile_in = 50 + seed % 5 * 150;
    run_name = "kernel-fuzz-calls " + std::to_string(campaign.calls_left) + " " +
               std::to_string(seed) + "\n";
    machine::describe_run(run_name);
    made += campaign.calls_left;
    const itimerval limit{.it_interval = {}, .it_value = {kMostSeconds, 0}};
    setitimer(ITIMER_PROF, &limit, nullptr);
    fuzz::run(campaign, kCheckEvery);
    add(all, campaign.calls);
  }
  const bool good = print_and_judge(all) || calls < kCallsOfASystem;
  std::printf("%llu calls in %llu systems, no finding\n", static_cast<unsigned long long>(made),
              static_cast<unsigned long long>(systems));
  return good ? 0 : 1;
}
