// Rules: resolves the messages and states that they name, and checks each action's direction
// against its polarity.
#include <fmt/format.h>

#include <unordered_map>

#include "passes/passes.hpp"

namespace contracts {
namespace {

class Rules {
 public:
  Rules(Contract& contract, Reporter& reporter) : contract_(contract), reporter_(reporter) {
    for (std::size_t i = 0; i < contract.all_messages.size(); ++i)
      messages_.emplace(contract.all_messages[i]->name.text, i);
    for (std::size_t i = 0; i < contract.all_states.size(); ++i)
      states_.emplace(contract.all_states[i].declaration->name.text, i);
  }

  void resolve() {
    for (MergedState& state : contract_.all_states)
      for (Rule& rule : state.rules)
        for (Step& each : rule.steps) step(each);
  }

 private:
  void step(Step& step) {
    if (step.is_state()) {
      const auto found = states_.find(step.state.text);
      if (found != states_.end()) {
        step.state_index = found->second;
      } else {
        const bool is_message = messages_.contains(step.state.text);
        fail(step.state.at, 202,
             fmt::format("contract {} has no state '{}'", contract_.name.text, step.state.text),
             is_message ? fmt::format("a message needs its direction: `{0}?` if the exporter "
                                      "receives it, `{0}!` if it sends it",
                                      step.state.text)
                        : "");
      }
      return;
    }
    for (Action& each : step.actions) action(each);
    for (const Action& each : step.actions)
      if (each.polarity != step.actions.front().polarity)
        fail(each.message.at, 410,
             "the alternatives of a choice must all be sends or all be receives");
  }

  void action(Action& action) {
    const auto found = messages_.find(action.message.text);
    if (found == messages_.end())
      return fail(
          action.message.at, 201,
          fmt::format("contract {} has no message '{}'", contract_.name.text, action.message.text));
    action.index = found->second;
    const Message& message = *contract_.all_messages[found->second];
    const bool receives = action.polarity == Polarity::kReceive;
    if (message.direction != (receives ? Direction::kOut : Direction::kIn)) return;
    fail(action.message.at, 400,
         fmt::format("{} is an {} message, so the exporter cannot {} it", message.name.text,
                     receives ? "out" : "in", receives ? "receive" : "send"),
         fmt::format("write `{}{}`, or declare the message `{}`", message.name.text,
                     receives ? "!" : "?", receives ? "in" : "out"),
         message.name.at);
  }

  void fail(Range at, int number, std::string text, std::string remedy = "",
            std::optional<Range> declared = std::nullopt) {
    Finding& finding = reporter_.report(at, number, std::move(text), std::move(remedy));
    if (declared) finding.notes.push_back({*declared, "the message is declared here"});
    contract_.broken = true;
  }

  Contract& contract_;
  Reporter& reporter_;
  std::unordered_map<std::string, std::size_t> messages_;
  std::unordered_map<std::string, std::size_t> states_;
};

}  // namespace

void resolve_states(Context& context) {
  context.each_contract([&](Contract& contract) { Rules(contract, context.reporter).resolve(); });
}

}  // namespace contracts
