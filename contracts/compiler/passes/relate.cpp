// Which states of a contract an exporter may be taken for one of the base contract in: those from
// which everything that the base's protocol lets the exporter send is allowed here too, and
// everything that may arrive here is expected there, now and in every state after. (A simulation;
// what does not hold is taken out until nothing changes.)
#include <algorithm>
#include <unordered_map>

#include "passes/passes.hpp"

namespace contracts {
namespace {

class Relation {
 public:
  explicit Relation(Contract& contract)
      : states_(contract.automaton.states),
        base_(contract.base->automaton.states),
        related_(contract.base_states) {}

  void compute() {
    std::unordered_map<std::string, std::size_t> by_name;
    for (std::size_t i = 0; i < base_.size(); ++i) by_name.emplace(base_[i].name, i);
    std::vector<std::vector<std::size_t>> before(states_.size());
    related_.assign(states_.size(), std::nullopt);
    for (std::size_t i = 0; i < states_.size(); ++i) {
      if (const auto found = by_name.find(states_[i].name); found != by_name.end())
        related_[i] = found->second;
      for (const Edge& edge : states_[i].edges) before[edge.next].push_back(i);
    }
    std::vector<std::size_t> open(states_.size());
    for (std::size_t i = 0; i < open.size(); ++i) open[i] = i;
    while (!open.empty()) {
      const std::size_t state = open.back();
      open.pop_back();
      if (!related_[state] || holds(state)) continue;
      related_[state].reset();
      open.insert(open.end(), before[state].begin(), before[state].end());
    }
  }

 private:
  bool holds(std::size_t state) const {
    const AutomatonState& here = states_[state];
    const AutomatonState& there = base_[*related_[state]];
    if (here.kind != there.kind) return false;
    const bool sends = here.kind == AutomatonState::Kind::kSend;
    return sends ? follows(there.edges, here.edges,
                           [&](const Edge& needed, const Edge& found) {
                             return related_[found.next] == needed.next;
                           })
                 : follows(here.edges, there.edges, [&](const Edge& needed, const Edge& found) {
                     return related_[needed.next] == found.next;
                   });
  }

  /// Whether each needed edge has one of the same message that fits. Both are sorted by message.
  template <class Fits>
  static bool follows(const std::vector<Edge>& needed, const std::vector<Edge>& offered,
                      const Fits& fits) {
    return std::ranges::all_of(needed, [&](const Edge& each) {
      const auto found = std::ranges::lower_bound(offered, each.message, {}, &Edge::message);
      return found != offered.end() && found->message == each.message && fits(each, *found);
    });
  }

  const std::vector<AutomatonState>& states_;
  const std::vector<AutomatonState>& base_;
  std::vector<std::optional<std::size_t>>& related_;
};

}  // namespace

void relate_to_bases(Context& context) {
  context.each_contract([](Contract& contract) {
    if (contract.base != nullptr && !contract.broken && !contract.base->broken)
      Relation(contract).compute();
  });
}

}  // namespace contracts
