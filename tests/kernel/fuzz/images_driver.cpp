// Loads N damaged images and uses N damaged sets of contracts, from a seed: kernel-fuzz-images [N
// [SEED]].
#include <signal.h>
#include <sys/time.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "images.hpp"
#include "machine/machine.hpp"

namespace {

constexpr long kMostSeconds = 20;  // of CPU time for one image: SIGPROF ends a kernel that spins

std::uint64_t try_all(const char* what, fuzz::Fate (*act)(fuzz::Source&), std::uint64_t count,
                      std::uint64_t first_seed) {
  std::uint64_t ran = 0;
  for (std::uint64_t seed = first_seed; seed < first_seed + count; ++seed) {
    machine::describe_run(std::string("kernel-fuzz-images 1 ") + std::to_string(seed) + " (" +
                          what + ")");
    const itimerval limit{.it_interval = {}, .it_value = {kMostSeconds, 0}};
    setitimer(ITIMER_PROF, &limit, nullptr);
    fuzz::Source source(seed);
    ran += act(source) == fuzz::Fate::kRan ? 1 : 0;
  }
  std::printf("%s: %llu tried, %llu refused, %llu ran, no finding\n", what,
              static_cast<unsigned long long>(count), static_cast<unsigned long long>(count - ran),
              static_cast<unsigned long long>(ran));
  return ran;
}

}  // namespace

int main(int argc, char** argv) {
  const std::uint64_t count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 400;
  const std::uint64_t seed = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1;
  signal(SIGPROF, [](int) { abort(); });
  const std::uint64_t images = try_all("damaged images", &fuzz::load_damaged_image, count, seed);
  const std::uint64_t contracts =
      try_all("damaged contracts", &fuzz::use_damaged_contracts, count, seed);
  // Damage that is always refused, or never, would test nothing.
  const bool mixed = images != 0 && images != count && contracts != 0 && contracts != count;
  return mixed || count < 100 ? 0 : 1;
}
