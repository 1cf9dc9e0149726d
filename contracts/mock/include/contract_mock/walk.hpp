// The dice of a random walk: which message next, with which values. The same seed gives the same
// walk. Values are drawn mostly from where faults live: small numbers, the ends of the range, and
// what the contract's conditions compare with.
#pragma once
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <type_traits>
#include <utility>

#include "contract_mock/coverage.hpp"

namespace contract_mock {

/// What one step of a mock came to.
enum class Step {
  kMoved,  // something was sent or received
  kIdle,   // nothing has arrived
  kOver    // the conversation has ended, or the endpoint is gone
};

using Hints = std::initializer_list<std::int64_t>;

class Walk {
 public:
  Walk(const Shape& shape, std::uint64_t seed) : coverage(shape), state_(seed) {}

  /// SplitMix64.
  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
  }
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }

  template <class T>
  T number(Hints hints) {
    if constexpr (std::is_same_v<T, bool>) {
      return below(2) == 1;
    } else if constexpr (std::is_floating_point_v<T>) {
      return static_cast<T>(integer<std::int32_t>(hints)) / static_cast<T>(4);
    } else {
      return integer<T>(hints);
    }
  }
  template <class T>
  T one_of(std::initializer_list<T> values) {
    return *(values.begin() + below(values.size()));
  }
  std::size_t length(Hints hints) {
    const auto wanted = integer<std::int64_t>(hints);
    return wanted >= 1 && wanted <= kLongestVector ? static_cast<std::size_t>(wanted)
                                                   : 1 + below(16);
  }
  bool closes() { return close_one_in != 0 && below(close_one_in) == 0; }

  Coverage coverage;
  std::uint64_t deadline_ns = 0;  // of a receive; 0 only looks whether something has arrived
  std::size_t close_one_in = 0;   // close in place of one send in so many; 0 never
  std::size_t failures = 0;       // messages for which no allowed values were found
  static constexpr int kAttempts = 2000;

 private:
  static constexpr std::int64_t kLongestVector = 70'000;

  template <class T>
  T integer(Hints hints) {
    switch (below(4)) {
      case 0:
        if (hints.size() > 0)
          return static_cast<T>(*(hints.begin() + below(hints.size())) +
                                static_cast<std::int64_t>(below(3)) - 1);
        [[fallthrough]];
      case 1:
        return static_cast<T>(below(17));
      case 2:
        return one_of<T>({T{0}, T{1}, static_cast<T>(-1), std::numeric_limits<T>::min(),
                          std::numeric_limits<T>::max()});
      default:
        return static_cast<T>(next());
    }
  }

  std::uint64_t state_;
};

/// Both mocks of a contract talking to each other: `converse` makes one channel and walks up to so
/// many steps on it.
struct Conversation {
  const Shape* shape;
  void (*converse)(Walk&, std::size_t steps);
};

/// Gives up an owner or an endpoint that a message brought.
template <class T>
void drop(T&& value) {
  if constexpr (requires { std::move(value).release(); })
    std::move(value).release();
  else
    std::move(value).close();
}

}  // namespace contract_mock
