// BD05xx: linear values.
#include "catalogue/families.hpp"

namespace bulkhead::checker {

std::span<const RuleInfo> linear_rules() {
  static constexpr RuleInfo kRules[] = {
      {Rule::kUseAfterMove, "use-after-move", "A linear value used after it was moved away.",
       "Endpoints and exchange owners have one owner; the old name no longer is one.",
       "use the value that the move produced, or assign a new one first",
       "auto p = std::move(e).send(m); std::move(e).close();",
       "auto p = std::move(e).send(m); std::move(p).close();"},
      {Rule::kNotConsumed, "not-consumed",
       "A value that must be consumed reaches the end of a path.",
       "The peer would wait for ever, or the block would leak.",
       "send on it, pass it on, return it or close() it on every path",
       "{ auto [imp, exp] = C1::create(); }", "std::move(imp).close(); std::move(exp).close();"},
      {Rule::kOverwritten, "overwritten", "A value that must be consumed is overwritten.",
       "The old endpoint or block would be lost silently.",
       "consume the old value before you assign a new one", "ep = std::move(other);",
       "std::move(ep).close(); ep = std::move(other);"},
      {Rule::kLinearAlias, "linear-alias", "A linear value copied, captured or referred to.",
       "A second name would survive the move of the first.",
       "pass it by value with std::move, or use it in place", "auto& again = ep;",
       "auto again = std::move(ep);"},
      {Rule::kLinearStorage, "linear-storage",
       "A linear value in a global, an array or a container.",
       "Its owner could not be followed, and nothing would consume it.",
       "keep it in a local variable, a linear struct, or a sip::Cell", "static C1::Imp<S> ep;",
       "sip::Cell<C1::Imp<S>> cell;"},
      {Rule::kDiscarded, "discarded", "A fresh value that must be consumed is dropped.",
       "Nobody holds it, so nobody can finish its protocol.",
       "bind the result to a variable, pass it on, or close() it", "std::move(ep).send(m);",
       "auto next = std::move(ep).send(m);"},
      {Rule::kLinearRvalueParameter, "linear-rvalue-parameter", "A linear parameter taken as T&&.",
       "The callee may or may not take it; the caller cannot know who owns it afterwards.",
       "take the parameter by value", "void f(Ep&& ep);", "void f(Ep ep);"},
      {Rule::kMoveFromBorrowed, "move-from-borrowed",
       "A linear value moved out of something that this function does not own.",
       "The real owner would go on as if it still had it.",
       "make the member function &&-qualified, or keep the value in a sip::Cell",
       "void stop() { std::move(ep_).close(); }", "void stop() && { std::move(ep_).close(); }"},
      {Rule::kFlowTooComplex, "flow-too-complex", "Control flow that the checker cannot follow.",
       "What is not understood is refused: a missed path could leak or reuse an owner.",
       "split the function", "(see the note)", "(smaller functions)"},
  };
  return kRules;
}

}  // namespace bulkhead::checker
