// Random: numbers that look random and come again with the same seed (SplitMix64: Steele, Lea,
// Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014). Not for secrets.
#pragma once
#include <cstdint>

#include "sip/panic.hpp"

namespace sip {

class Random {
 public:
  explicit constexpr Random(std::uint64_t seed) : state_(seed) {}

  constexpr std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15;
    std::uint64_t mixed = (state_ ^ state_ >> 30) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111eb;
    return mixed ^ mixed >> 31;
  }
  /// 0 … bound - 1; a bound of 0 ends the SIP.
  std::uint64_t below(std::uint64_t bound) {
    if (bound == 0) panic("Random: nothing is below 0");
    return next() % bound;
  }
  /// 0 … just below 1.
  double unit() { return static_cast<double>(next() >> 11) * 0x1p-53; }

 private:
  std::uint64_t state_;
};

}  // namespace sip
