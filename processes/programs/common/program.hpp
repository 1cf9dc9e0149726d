// What the ten programs share: a test that ends the SIP when it fails, and the fixed workload that
// `./bulkhead bench --programs` times.
#pragma once
#include <manifest.hpp>

namespace programs {

/// Ends the SIP with code 1 and says what is wrong.
inline void expect(bool right, sip::StringView what) {
  if (right) return;
  sip::log("wrong: {}", what);
  sip::exit(1);
}

/// A small generator that the plain C++ versions have too (Knuth, MMIX).
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

/// Mixes a value into a checksum (FNV's step, a word at a time).
inline std::uint64_t mixed(std::uint64_t checksum, std::uint64_t value) {
  return (checksum ^ value) * 0x100000001b3;
}

/// Runs the workload `rounds` times and logs `sample TICKS CHECKSUM` for each.
template <class Workload>
void measure(std::uint64_t rounds, const Workload& workload) {
  for (std::uint64_t round = 0; round < rounds; ++round) {
    const std::uint64_t before = sip::ticks();
    const std::uint64_t checksum = workload();
    const std::uint64_t used = sip::ticks() - before;
    sip::log("sample {} {}", used, checksum);
  }
}

}  // namespace programs
