// Order and merging of states; see state.hpp.
#include "flow/state.hpp"

#include <algorithm>
#include <tuple>

namespace bulkhead::checker {

namespace {

constexpr std::size_t kLongestTrace = 4;

int compare_leaves(const State& left, const State& right) {
  auto a = left.leaves.begin();
  auto b = right.leaves.begin();
  for (; a != left.leaves.end() && b != right.leaves.end(); ++a, ++b) {
    const auto x = std::pair(a->first, a->second.owned);
    const auto y = std::pair(b->first, b->second.owned);
    if (x != y) return x < y ? -1 : 1;
  }
  if (a == left.leaves.end() && b == right.leaves.end()) return 0;
  return a == left.leaves.end() ? -1 : 1;
}

// Keeps what both know.
template <class Map>
bool intersect(Map& into, const Map& other) {
  const auto before = into.size();
  std::erase_if(into, [&](const auto& entry) {
    const auto found = other.find(entry.first);
    return found == other.end() || found->second != entry.second;
  });
  return into.size() != before;
}

bool merge_leaf(Ownership& into, const Ownership& other) {
  if (into.owned == other.owned || into.owned == Owned::kReported) return false;
  if (other.owned == Owned::kReported) {
    into = other;
    return true;
  }
  if (into.owned == Owned::kMaybe) return false;
  if (other.moved_at.isValid()) into.moved_at = other.moved_at;
  into.owned = Owned::kMaybe;
  return true;
}

}  // namespace

void State::remember(Branch branch) {
  if (!trace.empty() && trace.back().place == branch.place) trace.pop_back();
  trace.push_back(branch);
  if (trace.size() > kLongestTrace) trace.erase(trace.begin());
}

bool operator<(const State& left, const State& right) {
  if (const int order = compare_leaves(left, right)) return order < 0;
  return std::tie(left.constants, left.results, left.returned, left.ended) <
         std::tie(right.constants, right.results, right.returned, right.ended);
}

bool merge(State& into, const State& other) {
  bool changed = false;
  for (const auto& [leaf, ownership] : other.leaves) {
    const auto [place, added] = into.leaves.try_emplace(leaf, ownership);
    changed |= added || merge_leaf(place->second, ownership);
  }
  const auto ended = into.ended.size();
  into.ended.insert(other.ended.begin(), other.ended.end());
  changed |= into.ended.size() != ended;
  changed |= intersect(into.constants, other.constants);
  changed |= intersect(into.results, other.results);
  if (into.returned && into.returned != other.returned) {
    into.returned.reset();
    changed = true;
  }
  return changed;
}

}  // namespace bulkhead::checker
