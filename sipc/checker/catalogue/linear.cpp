// BD04xx, BD05xx and BD06xx: references, linear values, shared state.
#include "catalogue/families.hpp"

namespace bulkhead::checker {

std::span<const RuleInfo> reference_rules() {
  static constexpr RuleInfo kRules[] = {
      {Rule::kReferenceField, "reference-field", "A reference as a field.",
       "The object that holds it can outlive what it refers to.",
       "hold the value itself or a sip::Gc<T>", "struct S { int& r; };", "struct S { int r; };"},
      {Rule::kReturnedClosure, "returned-closure",
       "A closure that captures by reference leaves its scope.",
       "What it captured is gone when the closure is called.", "capture by value",
       "return [&] { return x; };", "return [x] { return x; };"},
      {Rule::kReturnedLocal, "returned-local",
       "A reference to a local variable or temporary is returned.",
       "The variable is gone when the caller looks at it.", "return by value",
       "int& f() { int x = 1; return x; }", "int f() { int x = 1; return x; }"},
      {Rule::kDanglingReference, "dangling-reference",
       "A reference variable rooted in a temporary.",
       "The temporary ends with the statement; the reference looks at what comes to lie there.",
       "keep the value itself, or give the temporary a name first", "const int& x = same(make());",
       "const int x = same(make());"},
  };
  return kRules;
}

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

std::span<const RuleInfo> shared_state_rules() {
  static constexpr RuleInfo kRules[] = {
      {Rule::kMutableStatic, "mutable-static", "A static variable that can change.",
       "Every thread of the SIP would share it without a lock.",
       "make it constinit const or constexpr, or pass state explicitly", "static int count;",
       "static constexpr int kCount = 3;"},
      {Rule::kThreadLocal, "thread-local", "thread_local.",
       "Thread-local storage is not part of a SIP.", "use a local variable or a sip::Mutex",
       "thread_local int x;", "int x = 0;"},
      {Rule::kNotSendable, "not-sendable",
       "A reference, a captured `this` or private collected memory given to another thread.",
       "Two threads would change one object without a lock, and one may outlive it.",
       "capture by value, move owners into the closure, share through sip::Mutex or sip::Atomic",
       "sip::Thread::spawn([&] { ++count; });",
       "sip::Thread::spawn([count] { count.fetch_add(1); });"},
  };
  return kRules;
}

}  // namespace bulkhead::checker
