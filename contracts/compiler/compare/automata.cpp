// Walks both automata side by side from the entry states that they share, over the messages that
// both allow. A pair of states that is reached so is one state to the code of both versions.
#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <set>

#include "compare/compare.hpp"

namespace contracts {
namespace {

using Kind = AutomatonState::Kind;
using Targets = std::map<std::string, std::size_t>;  // by message

class Walk {
 public:
  Walk(const Contract& before, const Contract& after, Changes& changes)
      : before_(before), after_(after), changes_(changes) {}

  void run() {
    compare_entries();
    while (!open_.empty()) {
      const auto [old_state, new_state] = open_.front();
      open_.pop_front();
      compare_pair(old_state, new_state);
    }
  }

 private:
  const AutomatonState& old_at(std::size_t i) const { return before_.automaton.states[i]; }
  const AutomatonState& new_at(std::size_t i) const { return after_.automaton.states[i]; }

  void add(std::string_view rule, Sides breaks, Version version, Range at, std::string text) {
    if (said_.insert(text).second) changes_.push_back({rule, breaks, version, at, std::move(text)});
  }

  static bool is_implied(const AutomatonState& state) { return state.name.contains('.'); }
  static bool has_state(const Contract& contract, const std::string& name) {
    return std::ranges::any_of(contract.automaton.states,
                               [&](const AutomatonState& each) { return each.name == name; });
  }

  void reach(std::size_t old_state, std::size_t new_state) {
    if (seen_.insert({old_state, new_state}).second) open_.push_back({old_state, new_state});
  }

  std::map<std::string, std::size_t> entries_of(const Contract& contract) const {
    std::map<std::string, std::size_t> out;
    for (const std::size_t entry : contract.automaton.entries)
      out.emplace(contract.automaton.states[entry].name, entry);
    return out;
  }

  /// The initial states are one pair even if one was renamed; other entry states belong together by
  /// name.
  void compare_entries() {
    const auto old_entries = entries_of(before_), new_entries = entries_of(after_);
    const std::string &first = old_at(0).name, &now = new_at(0).name;
    if (!are_one(old_at(0), new_at(0)))
      add("initial-state-changed", kBothSides, Version::kNew, new_at(0).at,
          fmt::format("the conversation begins in {}, was {}", now, first));
    else
      reach(0, 0);
    for (const auto& [name, state] : old_entries) {
      if (const auto found = new_entries.find(name); found != new_entries.end())
        reach(state, found->second);
      else if (state != 0)
        add("entry-removed", kBothSides, Version::kOld, old_at(state).at,
            fmt::format("a channel can no longer be made in state {}", name));
    }
    for (const auto& [name, state] : new_entries)
      if (!old_entries.contains(name) && state != 0)
        add("entry-added", kNobody, Version::kNew, new_at(state).at,
            fmt::format("a channel can also be made in state {}", name));
  }

  void compare_pair(std::size_t old_state, std::size_t new_state) {
    const AutomatonState &was = old_at(old_state), &is = new_at(new_state);
    compare_names(was, is);
    if (was.kind != is.kind) {
      static constexpr std::array kWords = {"ends the conversation", "receives", "sends"};
      add("turn-changed", kBothSides, Version::kNew, is.at,
          fmt::format("in state {} the exporter {}, before it {}", is.name,
                      kWords[static_cast<std::size_t>(is.kind)],
                      kWords[static_cast<std::size_t>(was.kind)]));
      return;
    }
    compare_choices(was, is);
  }

  /// An implied state is named after where it comes from; only a change of its own counts.
  void compare_names(const AutomatonState& was, const AutomatonState& is) {
    if (was.name != is.name && !(is_implied(was) && is_implied(is)))
      add("state-renamed", kBothSides, Version::kNew, is.at,
          fmt::format("state {} is now {}", was.name, is.name));
  }

  /// Whether two states that the same messages lead to can be one: of the same name, or renamed,
  /// so that neither name is in both versions.
  bool are_one(const AutomatonState& was, const AutomatonState& is) const {
    return was.name == is.name || (is_implied(was) && is_implied(is)) ||
           (!has_state(after_, was.name) && !has_state(before_, is.name));
  }

  Targets targets_of(const Contract& contract, const AutomatonState& state) const {
    Targets out;
    for (const Edge& edge : state.edges)
      out.emplace(contract.all_messages[edge.message]->name.text, edge.next);
    return out;
  }

  void compare_choices(const AutomatonState& was, const AutomatonState& is) {
    const Targets old_targets = targets_of(before_, was), new_targets = targets_of(after_, is);
    const bool receives = is.kind == Kind::kReceive;
    for (const auto& [message, target] : old_targets) {
      const auto found = new_targets.find(message);
      if (found == new_targets.end()) {
        add("choice-removed", kBothSides, Version::kNew, is.at,
            fmt::format("in state {} the exporter no longer {} {}", is.name,
                        receives ? "receives" : "sends", message));
        continue;
      }
      if (are_one(old_at(target), new_at(found->second)))
        reach(target, found->second);
      else
        add("target-changed", kBothSides, Version::kNew, is.at,
            fmt::format("{} in state {} leads to {}, before to {}", message, is.name,
                        new_at(found->second).name, old_at(target).name));
    }
    for (const auto& [message, target] : new_targets)
      if (!old_targets.contains(message))
        add("choice-added", receives ? kExporters : kImporters, Version::kNew, is.at,
            fmt::format("in state {} the exporter also {} {}", is.name,
                        receives ? "receives" : "sends", message));
  }

  const Contract& before_;
  const Contract& after_;
  Changes& changes_;
  std::set<std::pair<std::size_t, std::size_t>> seen_;
  std::deque<std::pair<std::size_t, std::size_t>> open_;
  std::set<std::string> said_;
};

}  // namespace

void compare_automata(const Contract& before, const Contract& after, Changes& changes) {
  Walk(before, after, changes).run();
}

}  // namespace contracts
