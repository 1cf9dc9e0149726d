// Of the contracts that the inputs declare themselves, in their order.
#include "emit/report.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "emit/table.hpp"

namespace contracts {
namespace {

std::uint32_t largest(const Contract& contract, Direction not_this) {
  std::uint32_t out = 0;
  for (const Message* message : contract.all_messages)
    if (message->direction != not_this) out = std::max(out, message->bytes);
  return out;
}

std::string queue(const char* name, std::uint32_t bound, std::uint32_t bytes) {
  return fmt::format("  queue {}: {} message{} of up to {} bytes, {} in all\n", name, bound,
                     bound == 1 ? "" : "s", bytes, bound * bytes);
}

std::string contract_report(const Contract& contract) {
  const Automaton& automaton = contract.automaton;
  std::size_t edges = 0;
  for (const AutomatonState& state : automaton.states) edges += state.edges.size();
  std::vector<std::string> entries;
  for (const std::size_t entry : automaton.entries) entries.push_back(automaton.states[entry].name);
  std::string out =
      fmt::format("{}\n  states: {} written, {} after expansion, {} transitions; entry: {}\n",
                  contract.qualified, contract.all_states.size(), automaton.states.size(), edges,
                  fmt::join(entries, ", "));
  out += queue("in", contract.bound_in, largest(contract, Direction::kOut));
  out += queue("out", contract.bound_out, largest(contract, Direction::kIn));
  out += fmt::format("  table: {} bytes\n", table_bytes(contract).size());
  for (const Message* message : contract.all_messages)
    out += fmt::format("  message {}: {} bytes, {}{}\n", message->name.text, message->bytes,
                       message->direction == Direction::kIn    ? "in"
                       : message->direction == Direction::kOut ? "out"
                                                               : "both ways",
                       std::ranges::any_of(message->params,
                                           [](const Field& field) { return is_linear(field.type); })
                           ? ", moves an owner"
                           : "");
  return out;
}

}  // namespace

std::string report_text(const std::vector<Program>& programs) {
  std::string out;
  for (const Program& program : programs)
    for (const auto& contract : program.model.units.front()->contracts)
      out += contract_report(*contract);
  return out;
}

}  // namespace contracts
