// Expansion: from rules with implicit states, choices and subroutine calls to a plain automaton. A
// node is a position in the rules together with what is still to be done after the running
// subroutine returns (a continuation). Nodes are numbered breadth-first, as
// docs/formats/contract.md fixes it. Nothing here recurses: rules may be thousands of steps long.
#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <map>
#include <tuple>

#include "passes/passes.hpp"
#include "source/scan.hpp"

namespace contracts {
namespace {

constexpr std::size_t kMaxStates = 65534;
constexpr std::size_t kNone = 0;  // the empty continuation

struct Position {  // a step of a rule of a state
  std::size_t state = 0;
  std::size_t rule = 0;
  std::size_t step = 0;
  auto operator<=>(const Position&) const = default;
};

struct Node {
  enum class Kind { kState, kInside, kEnd };
  Kind kind = Kind::kEnd;
  Position at;  // kState: only at.state counts
  std::size_t continuation = kNone;
  auto operator<=>(const Node&) const = default;
};

struct Continuation {
  Position at;
  std::size_t outer = kNone;
};

class Expander {
 public:
  Expander(Contract& contract, Reporter& reporter)
      : contract_(contract), reporter_(reporter), reached_(contract.all_states.size(), false) {}

  void run() {
    find_returning();
    check_calls();
    if (contract_.broken) return;
    enter(state_node(0, kNone), contract_.all_states[0].declaration->name.text,
          contract_.all_states[0].declaration->name.at);
    number_from_queue();
    std::map<std::string, std::size_t> more;
    for (std::size_t i = 1; i < contract_.all_states.size(); ++i)
      if (contract_.all_states[i].entry)
        more.emplace(contract_.all_states[i].declaration->name.text, i);
    contract_.automaton.entries.push_back(0);
    for (const auto& [name, index] : more) {
      contract_.automaton.entries.push_back(
          enter(state_node(index, kNone), name, contract_.all_states[index].declaration->name.at));
      number_from_queue();
    }
    if (contract_.broken) return;
    for (const std::size_t entry : contract_.automaton.entries)
      contract_.automaton.states[entry].entry = true;
    for (std::size_t i = 0; i < reached_.size(); ++i)
      if (!reached_[i]) unreached(contract_.all_states[i]);
  }

 private:
  const Rule& rule_at(const Position& at) const {
    return contract_.all_states[at.state].rules[at.rule];
  }
  const std::string& state_name(std::size_t index) const {
    return contract_.all_states[index].declaration->name.text;
  }

  void fail(Range at, int number, std::string text, std::string remedy = "") {
    reporter_.report(at, number, std::move(text), std::move(remedy));
    contract_.broken = true;
  }

  void unreached(const MergedState& state) {
    fail(state.declaration->name.at, 404,
         fmt::format("no entry state of {} leads to state {}", contract_.name.text,
                     state.declaration->name.text));
  }

  /// A state returns if some way through it ends without a target. What cannot return needs no
  /// continuation: so a jump out of a subroutine to an ordinary state is that state, not a copy of
  /// it.
  void find_returning() {
    const std::size_t count = contract_.all_states.size();
    returns_.assign(count, false);
    std::vector<std::vector<std::size_t>> jumped_from(count);
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < count; ++i)
      for (const Rule& rule : contract_.all_states[i].rules) {
        const Step& last = rule.steps.back();
        if (last.is_state()) {
          jumped_from[last.state_index].push_back(i);
        } else if (!returns_[i]) {
          returns_[i] = true;
          open.push_back(i);
        }
      }
    while (!open.empty()) {
      const std::size_t state = open.back();
      open.pop_back();
      for (const std::size_t from : jumped_from[state])
        if (!returns_[from]) {
          returns_[from] = true;
          open.push_back(from);
        }
    }
  }

  void check_calls() {
    for (const MergedState& state : contract_.all_states)
      for (const Rule& rule : state.rules)
        for (std::size_t i = 0; i + 1 < rule.steps.size(); ++i)
          if (rule.steps[i].is_state() && !returns_[rule.steps[i].state_index])
            fail(rule.steps[i].at, 412,
                 fmt::format("state {} never returns, so what follows it is never reached",
                             rule.steps[i].state.text));
  }

  Node state_node(std::size_t state, std::size_t continuation) const {
    return {Node::Kind::kState, {state, 0, 0}, returns_[state] ? continuation : kNone};
  }

  /// Where control is when step `at.step` of a rule is next: past the end it goes back to the
  /// caller.
  Node node_at(Position at, std::size_t continuation) {
    while (at.step == rule_at(at).steps.size()) {
      if (continuation == kNone) return {Node::Kind::kEnd, {}, kNone};
      at = continuations_[continuation].at;
      continuation = continuations_[continuation].outer;
    }
    const Step& step = rule_at(at).steps[at.step];
    if (!step.is_state()) return {Node::Kind::kInside, at, continuation};
    if (at.step + 1 == rule_at(at).steps.size()) return state_node(step.state_index, continuation);
    const Position after{at.state, at.rule, at.step + 1};
    return state_node(step.state_index, push(after, continuation));
  }

  std::size_t push(const Position& at, std::size_t outer) {
    const auto [found, fresh] =
        known_continuations_.try_emplace({at, outer}, continuations_.size());
    if (!fresh) return found->second;
    for (std::size_t c = outer; c != kNone; c = continuations_[c].outer)
      if (continuations_[c].at == at) {
        fail(rule_at(at).steps[at.step - 1].at, 405,
             fmt::format("the subroutine {} calls itself",
                         rule_at(at).steps[at.step - 1].state.text));
        known_continuations_.erase(found);
        return kNone;
      }
    continuations_.push_back({at, outer});
    return continuations_.size() - 1;
  }

  std::size_t enter(const Node& node, const std::string& name, Range at) {
    const auto [found, fresh] = numbers_.try_emplace(node, contract_.automaton.states.size());
    if (!fresh) return found->second;
    if (contract_.automaton.states.size() >= kMaxStates) {
      if (!contract_.broken)
        fail(contract_.name.at, 407,
             fmt::format("contract {} expands to more than {} states", contract_.name.text,
                         kMaxStates));
      return 0;
    }
    if (name.size() > kMaxNameBytes) {
      if (!contract_.broken)
        fail(at, 411,
             fmt::format("a state implied by this rule lies too many steps behind a declared one"));
      return 0;
    }
    const bool is_plain_state = node.kind == Node::Kind::kState && node.continuation == kNone;
    AutomatonState state;
    state.name = is_plain_state ? state_name(node.at.state) : name;
    state.at = node.kind == Node::Kind::kEnd ? at
               : node.kind == Node::Kind::kState
                   ? contract_.all_states[node.at.state].declaration->name.at
                   : rule_at(node.at).steps[node.at.step].at;
    if (node.kind == Node::Kind::kEnd)
      reporter_.report(
          at, 601,
          "this rule ends without a state outside a subroutine, so the conversation ends there");
    contract_.automaton.states.push_back(std::move(state));
    queue_.push_back(node);
    return found->second;
  }

  void number_from_queue() {
    while (!queue_.empty() && !contract_.broken) {
      const Node node = queue_.front();
      queue_.pop_front();
      expand(node, next_to_expand_++);
    }
  }

  struct Out {
    const Action* action;
    Node next;
    Range rule;
  };

  /// The first actions of a node. A state whose rule begins with another state's name begins with
  /// that state's actions.
  std::vector<Out> first_actions(const Node& start) {
    std::vector<Out> outs;
    std::vector<Node> open{start};
    std::map<Node, bool> seen{{start, true}};
    while (!open.empty()) {
      const Node node = open.back();
      open.pop_back();
      if (node.kind == Node::Kind::kInside) {
        add_actions(node, outs);
        continue;
      }
      if (node.kind == Node::Kind::kEnd) continue;
      reached_[node.at.state] = true;
      const auto& rules = contract_.all_states[node.at.state].rules;
      for (std::size_t r = 0; r < rules.size(); ++r) {
        const Node first = node_at({node.at.state, r, 0}, node.continuation);
        if (first.kind == Node::Kind::kInside) {
          add_actions(first, outs);
        } else if (seen.try_emplace(first, true).second) {
          open.push_back(first);
        } else {
          fail(rules[r].at, 405,
               fmt::format("state {} begins by going on to a state that it already began with",
                           state_name(node.at.state)),
               "begin the rule with a message");
          return {};
        }
      }
    }
    return outs;
  }

  void add_actions(const Node& node, std::vector<Out>& outs) {
    const Rule& rule = rule_at(node.at);
    const Position after{node.at.state, node.at.rule, node.at.step + 1};
    for (const Action& action : rule.steps[node.at.step].actions)
      outs.push_back({&action, node_at(after, node.continuation), rule.at});
  }

  void expand(const Node& node, std::size_t number) {
    std::vector<Out> outs = first_actions(node);
    if (contract_.broken || outs.empty()) return;
    std::ranges::sort(outs, {}, [](const Out& out) {
      return std::pair(out.action->index, out.action->message.at.begin);
    });
    check(outs, number);
    const bool sends = outs.front().action->polarity == Polarity::kSend;
    contract_.automaton.states[number].kind =
        sends ? AutomatonState::Kind::kSend : AutomatonState::Kind::kReceive;
    const std::string from = contract_.automaton.states[number].name;
    for (const Out& out : outs) {
      const std::size_t next = enter(out.next, from + "." + out.action->message.text, out.rule);
      contract_.automaton.states[number].edges.push_back({out.action->index, next});
    }
  }

  void check(const std::vector<Out>& outs, std::size_t number) {
    const std::string& name = contract_.automaton.states[number].name;
    for (std::size_t i = 1; i < outs.size(); ++i) {
      if (outs[i].action->index == outs[i - 1].action->index)
        fail(
            std::max(outs[i].action, outs[i - 1].action,
                     [](auto* a, auto* b) { return a->message.at.begin < b->message.at.begin; })
                ->message.at,
            402,
            fmt::format("two rules of state {} begin with {}", name, outs[i].action->message.text));
      if (outs[i].action->polarity != outs.front().action->polarity) {
        fail(outs[i].action->message.at, 401,
             fmt::format("state {} both sends and receives: {} and {} can cross on the way", name,
                         outs.front().action->message.text, outs[i].action->message.text));
        return;
      }
    }
  }

  Contract& contract_;
  Reporter& reporter_;
  std::vector<bool> returns_;
  std::vector<bool> reached_;
  std::vector<Continuation> continuations_{Continuation{}};
  std::map<std::tuple<Position, std::size_t>, std::size_t> known_continuations_;
  std::map<Node, std::size_t> numbers_;
  std::deque<Node> queue_;
  std::size_t next_to_expand_ = 0;
};

}  // namespace

void expand_automata(Context& context) {
  context.each_contract([&](Contract& contract) {
    if (!contract.broken) Expander(contract, context.reporter).run();
  });
}

}  // namespace contracts
