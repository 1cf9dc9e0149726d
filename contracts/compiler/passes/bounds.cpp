// Queue bounds. A party has received all that was sent before it may send, so what can be in flight
// in one direction is at most the longest run of messages in that direction; a cycle within one
// direction would have no bound.
#include <fmt/format.h>

#include <algorithm>
#include <deque>

#include "passes/passes.hpp"

namespace contracts {
namespace {

constexpr std::uint32_t kMaxBound = 64;

class Bounds {
 public:
  Bounds(Contract& contract, Reporter& reporter)
      : contract_(contract), states_(contract.automaton.states), reporter_(reporter) {}

  std::uint32_t of(AutomatonState::Kind kind) {
    std::vector<std::size_t> waiting(states_.size(), 0);
    for_each_edge(kind, [&](std::size_t, std::size_t to) { ++waiting[to]; });
    std::vector<std::uint32_t> run(states_.size(), 0);  // the longest run that ends in a state
    std::deque<std::size_t> ready;
    for (std::size_t i = 0; i < states_.size(); ++i)
      if (waiting[i] == 0) ready.push_back(i);
    std::uint32_t longest = 1;  // a queue has a slot even if it is never used
    while (!ready.empty()) {
      const std::size_t from = ready.front();
      ready.pop_front();
      waiting[from] = kDone;
      if (states_[from].kind != kind) continue;
      for (const Edge& edge : states_[from].edges) {
        run[edge.next] = std::max(run[edge.next], run[from] + 1);
        longest = std::max(longest, run[edge.next]);
        if (--waiting[edge.next] == 0) ready.push_back(edge.next);
      }
    }
    if (const auto cycle = find_cycle(kind, waiting))
      unbounded(*cycle, kind);
    else if (longest > kMaxBound)
      too_many(longest, kind);
    return longest;
  }

 private:
  static constexpr std::size_t kDone = ~std::size_t{0};

  template <class Action>
  void for_each_edge(AutomatonState::Kind kind, Action action) {
    for (std::size_t i = 0; i < states_.size(); ++i)
      if (states_[i].kind == kind)
        for (const Edge& edge : states_[i].edges) action(i, edge.next);
  }

  /// What is left waiting lies on a cycle or behind one; following edges backwards from it must end
  /// on one.
  std::optional<std::size_t> find_cycle(AutomatonState::Kind kind,
                                        const std::vector<std::size_t>& waiting) {
    std::vector<std::size_t> predecessor(states_.size(), kDone);
    for_each_edge(kind, [&](std::size_t from, std::size_t to) {
      if (waiting[from] != kDone && waiting[to] != kDone) predecessor[to] = from;
    });
    const auto first =
        std::ranges::find_if(waiting, [](std::size_t count) { return count != kDone; });
    if (first == waiting.end()) return std::nullopt;
    auto state = static_cast<std::size_t>(first - waiting.begin());
    for (std::size_t i = 0; i < states_.size(); ++i) state = predecessor[state];
    std::size_t lowest = state;
    for (std::size_t next = predecessor[state]; next != state; next = predecessor[next])
      lowest = std::min(lowest, next);
    return lowest;
  }

  void unbounded(std::size_t state, AutomatonState::Kind kind) {
    const bool in = kind == AutomatonState::Kind::kReceive;
    reporter_.report(
        states_[state].at, 403,
        fmt::format(
            "from state {} back to it only {} send: there is no bound on the messages in flight",
            states_[state].name, in ? "the importer can" : "the exporter can"),
        fmt::format("let the other side answer somewhere on the way, with an {} message",
                    in ? "out" : "in"));
    contract_.broken = true;
  }

  void too_many(std::uint32_t longest, AutomatonState::Kind kind) {
    reporter_.report(contract_.name.at, 408,
                     fmt::format("up to {} {} messages can be in flight; {} is the most", longest,
                                 kind == AutomatonState::Kind::kReceive ? "in" : "out", kMaxBound));
    contract_.broken = true;
  }

  Contract& contract_;
  const std::vector<AutomatonState>& states_;
  Reporter& reporter_;
};

}  // namespace

void compute_bounds(Context& context) {
  context.each_contract([&](Contract& contract) {
    if (contract.broken) return;
    Bounds bounds(contract, context.reporter);
    contract.bound_in = bounds.of(AutomatonState::Kind::kReceive);
    contract.bound_out = bounds.of(AutomatonState::Kind::kSend);
  });
}

}  // namespace contracts
