// Where in its conversation an endpoint may be: one possibility. The derivation keeps a set of them
// with each endpoint, so that each call on it can be held against the contract's automaton.
#pragma once
#include <algorithm>
#include <compare>
#include <cstdint>
#include <iterator>
#include <limits>
#include <vector>

namespace verifier::flow {

struct Standing {
  static constexpr std::int32_t kNothing = std::numeric_limits<std::int32_t>::min();
  static constexpr std::uint16_t kUnknown = 0xffff;  // any state of any contract

  // What the last receive gave, a message's number or a negative one, while a copy of that number
  // tells the possibilities apart.
  std::int32_t arrived = kNothing;
  std::uint16_t contract = kUnknown;  // among the image's
  std::uint16_t state = 0;
  bool exporter = false;

  [[nodiscard]] bool is_known() const { return contract != kUnknown; }
  auto operator<=>(const Standing&) const = default;
};

// Sorted, each once.
using Standings = std::vector<Standing>;

inline void put_in_order(Standings& standings) {
  std::ranges::sort(standings);
  const auto rest = std::ranges::unique(standings);
  standings.erase(rest.begin(), rest.end());
}

// More than so many are as good as any.
inline constexpr std::size_t kMostStandings = 512;

inline Standings union_of(const Standings& left, const Standings& right) {
  if (left == right || right.empty()) return left;
  Standings both;
  std::ranges::set_union(left, right, std::back_inserter(both));
  return both.size() > kMostStandings ? Standings{Standing{}} : both;
}

}  // namespace verifier::flow
