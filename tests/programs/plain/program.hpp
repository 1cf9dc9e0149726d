// What the plain versions share: the generator, the checksum and the measuring of
// processes/programs/common, on Linux.
#pragma once
#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace programs {

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    state_ = state_ * 6364136223846793005 + 1442695040888963407;
    return state_ >> 33;
  }
  std::uint64_t below(std::uint64_t limit) { return next() % limit; }

 private:
  std::uint64_t state_;
};

inline std::uint64_t mixed(std::uint64_t checksum, std::uint64_t value) {
  return (checksum ^ value) * 0x100000001b3;
}

/// Prints `sample TICKS CHECKSUM` for each of three rounds, as the SIPs log it.
template <class Workload>
void measure(const Workload& workload) {
  for (int round = 0; round < 3; ++round) {
    const std::uint64_t before = __builtin_ia32_rdtsc();
    const std::uint64_t checksum = workload();
    const std::uint64_t used = __builtin_ia32_rdtsc() - before;
    std::printf("sample %llu %llu\n", static_cast<unsigned long long>(used),
                static_cast<unsigned long long>(checksum));
  }
}

}  // namespace programs
