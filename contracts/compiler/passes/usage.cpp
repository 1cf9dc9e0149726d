// Warnings about what is allowed but hardly meant: messages that no rule uses, states from which
// the conversation cannot end, endpoints that travel over a channel of their own kind.
#include <fmt/format.h>

#include <algorithm>

#include "passes/passes.hpp"

namespace contracts {
namespace {

void unused_messages(const Contract& contract, Reporter& reporter) {
  std::vector<bool> used(contract.all_messages.size(), false);
  for (const MergedState& state : contract.all_states)
    for (const Rule& rule : state.rules)
      for (const Step& step : rule.steps)
        for (const Action& action : step.actions) used[action.index] = true;
  for (std::size_t i = 0; i < used.size(); ++i)
    if (!used[i] && contract.all_messages[i]->declared_by == &contract)
      reporter.report(contract.all_messages[i]->name.at, 600,
                      fmt::format("no rule uses message {}", contract.all_messages[i]->name.text));
}

void endless_states(const Contract& contract, Reporter& reporter) {
  const auto& states = contract.automaton.states;
  std::vector<std::vector<std::size_t>> before(states.size());
  std::vector<bool> ends(states.size(), false);
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < states.size(); ++i) {
    for (const Edge& edge : states[i].edges) before[edge.next].push_back(i);
    if (states[i].kind == AutomatonState::Kind::kFinal) ends[i] = true, open.push_back(i);
  }
  while (!open.empty()) {
    const std::size_t state = open.back();
    open.pop_back();
    for (const std::size_t from : before[state])
      if (!ends[from]) ends[from] = true, open.push_back(from);
  }
  const auto endless = std::ranges::find(ends, false);
  if (endless == ends.end()) return;
  const auto& first = states[static_cast<std::size_t>(endless - ends.begin())];
  const auto count = std::ranges::count(ends, false);
  reporter.report(first.at, 603,
                  fmt::format("from state {}{} no final state can be reached", first.name,
                              count > 1 ? fmt::format(" and {} more", count - 1) : ""));
}

/// The contract itself, or one that mentions it back in however many steps, of which a value holds
/// an endpoint.
const Contract* passed_in_a_circle(const Type& type, const Contract& contract) {
  if (type.is_endpoint()) {
    const bool circle =
        type.contract == &contract ||
        std::ranges::find(contract.component, type.contract) != contract.component.end();
    return circle ? type.contract : nullptr;
  }
  if (type.kind != Type::Kind::kStruct) return nullptr;
  for (const Field& field : type.structure->fields)
    if (const Contract* found = passed_in_a_circle(field.type, contract)) return found;
  return nullptr;
}

void endpoints_of_own_kind(const Contract& contract, Reporter& reporter) {
  for (const auto& message : contract.messages)
    for (const Field& param : message->params)
      if (const Contract* passed = passed_in_a_circle(param.type, contract))
        reporter.report(
            param.syntax.at, 602,
            fmt::format("message {} passes an endpoint of {} over a channel of {}{}",
                        message->name.text, passed->name.text, contract.name.text,
                        passed == &contract ? "" : ", which can pass one of this back"));
}

/// In a condition the parameter is meant, which a reader who knows the constant may not expect.
void hidden_constants(const Contract& contract, Reporter& reporter) {
  for (const auto& message : contract.messages)
    for (const Field& param : message->params)
      for (const Contract* c = &contract; c != nullptr; c = c->base)
        for (const auto& constant : c->constants)
          if (constant->name.text == param.name.text) {
            Finding& finding = reporter.report(
                param.name.at, 604,
                fmt::format("the parameter {} hides a constant of the same name", param.name.text));
            finding.notes.push_back({constant->name.at, "the constant is declared here"});
          }
}

}  // namespace

void warn_about_usage(Context& context) {
  context.each_contract([&](Contract& contract) {
    if (contract.broken) return;
    unused_messages(contract, context.reporter);
    endless_states(contract, context.reporter);
    endpoints_of_own_kind(contract, context.reporter);
    hidden_constants(contract, context.reporter);
  });
}

}  // namespace contracts
