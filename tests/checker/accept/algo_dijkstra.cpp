// shortest paths over edges in a vector
#include <sip/core.hpp>
struct Edge {
  unsigned from = 0, to = 0;
  unsigned length = 0;
};
constexpr unsigned kFar = ~0u;
void shortest(const sip::Vector<Edge>& edges, unsigned start, sip::Span<unsigned> distance) {
  for (auto& d : distance) d = kFar;
  distance[start] = 0;
  bool changed = true;
  while (changed) {
    changed = false;
    for (const auto& [from, to, length] : edges) {
      if (distance[from] == kFar || distance[from] + length >= distance[to]) continue;
      distance[to] = distance[from] + length;
      changed = true;
    }
  }
}
