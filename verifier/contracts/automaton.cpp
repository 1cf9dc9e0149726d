// Polarity, reachability and queue bounds. Since a party has received all that was sent before it
// may send, at most the longest run of edges in one direction is in flight in that direction; a
// cycle within one direction has no bound.
#include "contracts/automaton.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace verifier {
namespace {

std::optional<std::string> state_error(const Contract& contract, const ContractState& state) {
  const bool final = state.kind == ContractState::Kind::kFinal;
  if (final != state.edges.empty())
    return fmt::format("state {} is final and has edges, or is not and has none", state.name);
  const auto wrong = state.kind == ContractState::Kind::kReceive ? ContractMessage::Direction::kOut
                                                                 : ContractMessage::Direction::kIn;
  for (const ContractEdge& edge : state.edges) {
    if (edge.next >= contract.states.size())
      return fmt::format("state {} has an edge to state {}, which does not exist", state.name,
                         edge.next);
    if (contract.messages[edge.message].direction == wrong)
      return fmt::format("in state {} message {} goes against its direction", state.name,
                         contract.messages[edge.message].name);
  }
  return std::nullopt;
}

std::optional<std::string> unreachable_state(const Contract& contract) {
  std::vector<bool> seen(contract.states.size());
  std::vector<std::uint32_t> open = contract.entries;
  for (const std::uint32_t entry : open) seen[entry] = true;
  while (!open.empty()) {
    const std::uint32_t state = open.back();
    open.pop_back();
    for (const ContractEdge& edge : contract.states[state].edges) {
      if (!seen[edge.next]) open.push_back(edge.next);
      seen[edge.next] = true;
    }
  }
  const auto found = std::ranges::find(seen, false);
  if (found == seen.end()) return std::nullopt;
  return fmt::format("state {} is reached from no entry",
                     contract.states[static_cast<std::size_t>(found - seen.begin())].name);
}

// The longest run of edges out of states of `kind`; nullopt when there is a cycle of them. Kahn's
// order, so no recursion.
std::optional<std::uint32_t> longest_run(const Contract& contract, ContractState::Kind kind) {
  std::vector<std::uint32_t> waiting(contract.states.size()), run(contract.states.size());
  for (const ContractState& state : contract.states) {
    for (const ContractEdge& edge : state.edges) waiting[edge.next] += state.kind == kind ? 1 : 0;
  }
  std::vector<std::uint32_t> ready;
  for (std::uint32_t i = 0; i < waiting.size(); ++i) {
    if (waiting[i] == 0) ready.push_back(i);
  }
  std::uint32_t longest = 1;
  for (std::size_t next = 0; next < ready.size(); ++next) {
    const ContractState& state = contract.states[ready[next]];
    if (state.kind != kind) continue;
    for (const ContractEdge& edge : state.edges) {
      run[edge.next] = std::max(run[edge.next], run[ready[next]] + 1);
      longest = std::max(longest, run[edge.next]);
      if (--waiting[edge.next] == 0) ready.push_back(edge.next);
    }
  }
  return ready.size() == contract.states.size() ? std::optional(longest) : std::nullopt;
}

}  // namespace

std::optional<std::string> automaton_error(const Contract& contract) {
  for (const ContractState& state : contract.states) {
    if (auto error = state_error(contract, state)) return error;
  }
  if (auto error = unreachable_state(contract)) return error;
  const auto in = longest_run(contract, ContractState::Kind::kReceive);
  const auto out = longest_run(contract, ContractState::Kind::kSend);
  if (!in || !out) return "a cycle of messages in one direction would need an unbounded queue";
  if (*in != contract.bound_in || *out != contract.bound_out)
    return fmt::format("the bounds are in {} out {}, not in {} out {}", *in, *out,
                       contract.bound_in, contract.bound_out);
  return std::nullopt;
}

}  // namespace verifier
