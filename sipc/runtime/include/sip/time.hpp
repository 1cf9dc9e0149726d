// Duration and Instant: nanoseconds with their meaning in the type; now() and sleep(). Needs the
// ABI group "time".
#pragma once
#include <compare>
#include <cstdint>

#include "sip/system.hpp"

namespace sip {

class Duration {
 public:
  constexpr Duration() = default;
  static constexpr Duration nanoseconds(std::int64_t count) { return Duration(count); }
  static constexpr Duration milliseconds(std::int64_t count) { return Duration(count * 1'000'000); }
  static constexpr Duration seconds(std::int64_t count) { return Duration(count * 1'000'000'000); }

  constexpr std::int64_t in_nanoseconds() const { return nanoseconds_; }
  constexpr std::int64_t in_milliseconds() const { return nanoseconds_ / 1'000'000; }
  friend constexpr auto operator<=>(Duration, Duration) = default;

 private:
  constexpr explicit Duration(std::int64_t count) : nanoseconds_(count) {}
  std::int64_t nanoseconds_ = 0;
};

// A moment, counted from the system's start.
class Instant {
 public:
  constexpr Instant() = default;
  static Instant now() { return Instant(prim::time_now()); }

  constexpr Duration since_boot() const { return Duration::nanoseconds(nanoseconds_); }
  friend constexpr Instant operator+(Instant from, Duration by) {
    return Instant(from.nanoseconds_ + by.in_nanoseconds());
  }
  friend constexpr Duration operator-(Instant to, Instant from) {
    return Duration::nanoseconds(to.nanoseconds_ - from.nanoseconds_);
  }
  friend constexpr auto operator<=>(Instant, Instant) = default;

 private:
  constexpr explicit Instant(std::int64_t count) : nanoseconds_(count) {}
  std::int64_t nanoseconds_ = 0;
};

/// The processor's raw counter, for measurements; guest instructions under QEMU's -icount.
inline std::uint64_t ticks() {
  return static_cast<std::uint64_t>(prim::time_ticks());
}

inline void sleep_until(Instant deadline) {
  prim::time_sleep_until(deadline.since_boot().in_nanoseconds());
}
inline void sleep(Duration duration) {
  sleep_until(Instant::now() + duration);
}

}  // namespace sip
