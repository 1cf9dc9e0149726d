// Inheritance: finds bases, refuses cycles, and merges messages and states, base first. `override
// state S` adds rules to the base's S, and only such rules that a client of the base never meets
// unless it knows them: sends of messages new to S.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <unordered_map>

#include "passes/passes.hpp"

namespace contracts {
namespace {

class Inheritance {
 public:
  explicit Inheritance(Context& context) : context_(context) {}

  void link(Contract& contract) {
    if (!contract.base_name) return;
    const Contract* base =
        find_outwards(context_.symbols.contracts, contract.scope, contract.base_name->text);
    if (base == nullptr) {
      context_.reporter.report(contract.base_name->at, 206,
                               fmt::format("there is no contract '{}'", contract.base_name->text));
      contract.broken = true;
    } else {
      contract.base = base;
    }
  }

  /// A contract whose chain of bases comes back to itself loses its base.
  void break_cycle(Contract& contract) {
    std::set<const Contract*> seen{&contract};
    for (const Contract* base = contract.base; base != nullptr; base = base->base) {
      if (seen.insert(base).second) continue;
      context_.reporter.report(contract.base_name->at, 500,
                               fmt::format("contract {} inherits from itself by way of {}",
                                           contract.name.text, contract.base->name.text));
      contract.base = nullptr;
      contract.broken = true;
      return;
    }
  }

  void merge(Contract& contract) {
    if (!merged_.insert(&contract).second) return;
    if (contract.base != nullptr) {
      Contract& base = *context_.symbols.contracts.at(contract.base->qualified);
      merge(base);
      contract.broken |= base.broken;
      contract.all_messages = base.all_messages;
      contract.all_states = base.all_states;
    }
    check_names(contract);
    message_index_.clear();
    for (const Message* message : contract.all_messages)
      message_index_.emplace(message->name.text, message);
    state_index_.clear();
    for (std::size_t i = 0; i < contract.all_states.size(); ++i)
      state_index_.emplace(contract.all_states[i].declaration->name.text, i);
    for (const auto& message : contract.messages) add_message(contract, *message);
    for (const auto& state : contract.states) add_state(contract, *state);
    if (contract.all_messages.empty() && !contract.broken)
      fail(contract, contract.name.at, 207,
           fmt::format("contract {} has no messages", contract.name.text),
           "declare at least one message");
    if (contract.all_states.empty() && !contract.broken)
      fail(contract, contract.name.at, 207,
           fmt::format("contract {} has no states", contract.name.text),
           "declare at least one state; the first is the initial one");
    if (contract.all_messages.size() > 4096)
      fail(contract, contract.name.at, 409,
           fmt::format("contract {} has {} messages; 4096 is the most", contract.name.text,
                       contract.all_messages.size()),
           "");
  }

 private:
  void fail(Contract& contract, Range at, int number, std::string text, std::string remedy) {
    context_.reporter.report(at, number, std::move(text), std::move(remedy));
    contract.broken = true;
  }

  static bool is_own(const Contract& contract, const StateDecl* state) {
    return std::ranges::any_of(contract.states,
                               [&](const auto& each) { return each.get() == state; });
  }

  static std::string folded(std::string name) {
    for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return name;
  }

  /// Names of a contract against those of its bases: enums and structs may not be declared again,
  /// and nothing may differ in case only. (Messages and states have numbers of their own.)
  void check_names(const Contract& contract) {
    std::map<std::string, const Name*> types, messages, states;
    for (const Contract* base = contract.base; base != nullptr; base = base->base) {
      for (const auto& each : base->enums) types.emplace(folded(each->name.text), &each->name);
      for (const auto& each : base->structs) types.emplace(folded(each->name.text), &each->name);
      for (const auto& each : base->messages)
        messages.emplace(folded(each->name.text), &each->name);
      for (const auto& each : base->states) states.emplace(folded(each->name.text), &each->name);
    }
    for (const auto& each : contract.enums) check_name(each->name, types, "type", 204);
    for (const auto& each : contract.structs) check_name(each->name, types, "type", 204);
    for (const auto& each : contract.messages) check_name(each->name, messages, "message", 0);
    for (const auto& each : contract.states) check_name(each->name, states, "state", 0);
  }

  void check_name(const Name& name, const std::map<std::string, const Name*>& of_bases,
                  const char* what, int number_if_same) {
    const auto found = of_bases.find(folded(name.text));
    if (found == of_bases.end()) return;
    const bool same = found->second->text == name.text;
    if (same && number_if_same == 0) return;
    Finding& finding =
        same
            ? context_.reporter.report(
                  name.at, number_if_same,
                  fmt::format("{} '{}' is declared by a base already", what, name.text))
            : context_.reporter.report(name.at, 205,
                                       fmt::format("{} '{}' and '{}' of a base differ in case only",
                                                   what, name.text, found->second->text));
    finding.notes.push_back({found->second->at, "the first declaration is here"});
  }

  void add_message(Contract& contract, const Message& message) {
    const auto [known, fresh] = message_index_.try_emplace(message.name.text, &message);
    if (!fresh && known->second->declared_by != &contract)
      return fail(contract, message.name.at, 505,
                  fmt::format("message {} is already declared by {}", message.name.text,
                              known->second->declared_by->name.text),
                  "");
    contract.all_messages.push_back(&message);
  }

  void add_state(Contract& contract, const StateDecl& state) {
    if (state.is_override && !state_index_.contains(state.name.text))
      return fail(contract, state.name.at, 501,
                  fmt::format("no base of {} has a state {} to override", contract.name.text,
                              state.name.text),
                  "");
    const auto [place, fresh] =
        state_index_.try_emplace(state.name.text, contract.all_states.size());
    if (fresh) {
      contract.all_states.push_back({&state, state.rules, state.marks.entry});
    } else if (!state.is_override) {
      const StateDecl* known = contract.all_states[place->second].declaration;
      const bool same_contract = is_own(contract, known);
      if (!same_contract)
        fail(contract, state.name.at, 502,
             fmt::format("state {} is already a state of the base; say override to add rules",
                         state.name.text),
             "");
      contract.broken = true;
    } else {
      override_state(contract, contract.all_states[place->second], state);
    }
  }

  void override_state(Contract& contract, MergedState& merged, const StateDecl& state) {
    std::set<std::string> used;
    for (const Rule& rule : merged.rules)
      for (const Action& action : rule.steps.front().actions) used.insert(action.message.text);
    std::vector<const Rule*> all;
    for (const Rule& rule : merged.rules) all.push_back(&rule);
    for (const Rule& rule : state.rules) all.push_back(&rule);
    for (const Rule* rule : all) {
      const Step& first = rule->steps.front();
      if (first.is_state() || first.actions.front().polarity != Polarity::kSend)
        return fail(contract, state.name.at, 503,
                    fmt::format("state {} cannot be overridden: one of its rules does not begin "
                                "with an exporter send",
                                state.name.text),
                    "");
    }
    for (const Rule& rule : state.rules)
      for (const Action& action : rule.steps.front().actions)
        if (used.contains(action.message.text))
          return fail(contract, action.message.at, 504,
                      fmt::format("the base state {} already has a rule that begins with {}",
                                  state.name.text, action.message.text),
                      "");
    merged.rules.insert(merged.rules.end(), state.rules.begin(), state.rules.end());
    merged.entry |= state.marks.entry;
  }

  Context& context_;
  std::set<const Contract*> merged_;
  std::unordered_map<std::string, const Message*> message_index_;  // of the contract being merged
  std::unordered_map<std::string, std::size_t> state_index_;
};

}  // namespace

void inherit(Context& context) {
  Inheritance inheritance(context);
  context.each_contract([&](Contract& contract) { inheritance.link(contract); });
  context.each_contract([&](Contract& contract) { inheritance.break_cycle(contract); });
  context.each_contract([&](Contract& contract) { inheritance.merge(contract); });
}

}  // namespace contracts
