// What becomes of owners: handles that must be given away once, neither more nor less. A move
// leaves a zero, which is known for what it is; a handle that nothing holds any more is lost.
#include <llvm/IR/Constants.h>
#include <llvm/IR/IntrinsicInst.h>

#include <algorithm>

#include "bitcode/flow/run.hpp"

namespace verifier::flow {
namespace {

// Endpoints in final states have destructors, which ask whether there is one. Of the others only
// the program asks, and must not after a move.
constexpr std::uint64_t kAskedByDestructors = kind_bit(Kind::endpoint) | kind_bit(Kind::cell);
constexpr std::uint64_t kMayBeEmpty = kind_bit(Kind::cell);
constexpr std::uint64_t kAllKinds = kNoneMade - 1;

// What the sanitizers of Clang say when a bool or enum has no such value (llvm.ubsantrap).
constexpr std::uint64_t kSaidUnreachable = 1, kSaidInvalidValue = 10, kSaidNoReturn = 11;

bool is_zero(const Value& value) {
  return value.bits == kZero && value.tokens.empty() && value.targets.empty();
}

}  // namespace

bool says_invalid(const llvm::BasicBlock& block) {
  const llvm::BasicBlock* at = &block;
  for (int steps = 0; steps < 4 && at != nullptr; ++steps) {
    const llvm::Instruction& first = *at->getFirstNonPHIOrDbg();
    if (const auto* call = llvm::dyn_cast<llvm::CallInst>(&first)) {
      const auto* what = call->getIntrinsicID() == llvm::Intrinsic::ubsantrap
                             ? llvm::dyn_cast<llvm::ConstantInt>(call->getArgOperand(0))
                             : nullptr;
      const std::uint64_t said = what == nullptr ? 0 : what->getZExtValue();
      return said == kSaidUnreachable || said == kSaidInvalidValue || said == kSaidNoReturn;
    }
    const auto* branch = llvm::dyn_cast<llvm::BranchInst>(&first);
    if (branch == nullptr) return false;
    const auto* never = branch->isConditional()
                            ? llvm::dyn_cast<llvm::ConstantInt>(branch->getCondition())
                            : nullptr;
    if (branch->isConditional() && never == nullptr) return false;
    at = branch->getSuccessor(never != nullptr && never->isZero() ? 1 : 0);
  }
  return false;
}

// A zero over an owner says that it was moved out; one that was itself loaded is an owner that was
// empty from the start.
std::vector<Segment> Run::emptying(const std::vector<Target>& where,
                                   std::vector<Segment> pieces) const {
  const bool exact = where.size() == 1 && where[0].is_exact() && where[0].object < kFirstGlobal;
  Value& zero = pieces[0].value;
  if (!exact || !is_zero(zero)) return pieces;
  if ((zero.emptied & kCarried) != 0) {
    zero.emptied &= static_cast<std::uint16_t>(~kCarried);
    return pieces;
  }
  const Object& object = *look_at(where[0].object);
  if (object.is_shared) return pieces;
  Content after(pieces[0].size, zero);
  for (const Segment& before :
       object.content->slice(static_cast<std::uint32_t>(where[0].offset), pieces[0].size)) {
    if (before.size % 8 != 0) continue;
    Value left = zero;
    left.emptied = before.value.emptied;
    for (const TokenRef& token : before.value.tokens)
      left.emptied |= static_cast<std::uint16_t>(
          kind_bit(state_.tokens[static_cast<std::size_t>(token.id)].kind));
    if (before.value.has(kForeign)) left.emptied |= kEmptiedUnknown;
    if (left.emptied != 0) after.write(before.offset, before.size, left);
  }
  return after.segments();
}

// True if it was refused: an owner is given, on some path at least, that was moved away before.
bool Run::refuse_emptied(const llvm::CallInst& call, const Value& value, std::uint64_t kinds) {
  const std::uint64_t left = value.emptied & kinds & kAllKinds & ~kMayBeEmpty;
  const bool unknown = (value.emptied & kEmptiedUnknown) != 0;
  if (!value.has(kZero) || (left == 0 && !unknown)) return false;
  // Paths that differ in other handles than these are not kept apart.
  const bool apart = left != 0 && std::ranges::all_of(value.tokens, [this](const TokenRef& token) {
                       return !state_.tokens[static_cast<std::size_t>(token.id)].many;
                     });
  if (!is_zero(value) && !(apart && !value.has(kForeign | kPlain))) return false;
  report(436, call, call.getCalledFunction()->getName().str() + " gets what was left of an owner");
  return true;
}

// Handles that were passed by value the caller still has.
void Run::watch_tokens() {
  watched_.assign(world_.tokens.size(), false);
  for (const Object& object : world_.objects) {
    if (!object.content) continue;
    for (const Segment& segment : object.content->segments()) {
      for (const TokenRef& token : segment.value.tokens)
        watched_[static_cast<std::size_t>(token.id)] = true;
    }
  }
  for (const Value& value : world_.arguments) {
    for (const TokenRef& token : value.tokens) watched_[static_cast<std::size_t>(token.id)] = false;
  }
}

// A check that fails on every run that comes here: the value was never one of its type.
void Run::refuse_sure_failure(const Instruction& decision, const llvm::BasicBlock& next) {
  if (says_invalid(next)) report(438, decision, "the check of it fails for sure");
}

// Of the handles that this function made or was given by calls, those that nothing refers to any
// more. At its end (`result` is set) its own variables are gone.
void Run::find_lost(const Instruction& at, const Value* result) {
  std::vector<TokenId> missing;
  for (std::size_t i = 0; i < state_.tokens.size(); ++i) {
    const bool concerned = i >= watched_.size() || watched_[i];
    if (concerned && state_.tokens[i].live && !state_.tokens[i].many)
      missing.push_back(static_cast<TokenId>(i));
  }
  if (missing.empty()) return;
  const auto see = [&missing](const Value& value) {
    for (const TokenRef& token : value.tokens) {
      if (!token.dead) std::erase(missing, token.id);
    }
  };
  if (result != nullptr) {
    see(*result);
  } else {
    for (const auto& [name, value] : state_.values) see(value);
  }
  for (std::size_t i = 0; i < state_.objects.size() && !missing.empty(); ++i) {
    const Object& object = state_.objects[i];
    if (!object.content || (result != nullptr && is_local(static_cast<ObjectId>(i)))) continue;
    for (const Segment& segment : object.content->segments()) see(segment.value);
  }
  for (const TokenId id : missing) {
    Token& token = state_.tokens[static_cast<std::size_t>(id)];
    if (!token.strayed)
      report(437, at, std::string(meaning_of(token.kind)) + " that nothing holds any more");
    token.live = false;
  }
}

// Handles that are put where each is no longer known apart may be given away from there.
void Run::lose_track(const std::vector<Segment>& pieces) {
  for (const Segment& piece : pieces) {
    for (const TokenRef& token : piece.value.tokens)
      state_.tokens[static_cast<std::size_t>(token.id)].strayed = true;
  }
}

// Whether there is a handle: some makers give 0 when they have none.
Value Run::asked_for_none(const llvm::ICmpInst& compare, const Value& first, const Value& second) {
  Value answer = Value::of(kPlain);
  const bool against_zero = is_zero(second) || is_zero(first);
  if (!compare.isEquality() || !against_zero) return answer;
  const Value& asked = is_zero(second) ? first : second;
  const std::uint64_t left = asked.emptied & kAllKinds & ~kAskedByDestructors;
  if (asked.has(kZero) && left != 0)
    report(436, compare, "whether there is one is asked of an owner that was moved away");
  if (asked.tokens.size() != 1 || asked.tokens[0].dead || (asked.bits & ~kZero) != 0) return answer;
  if (state_.tokens[static_cast<std::size_t>(asked.tokens[0].id)].many) return answer;
  answer.none_of = asked.tokens[0].id;
  answer.none_when = compare.getPredicate() == llvm::CmpInst::ICMP_EQ;
  return answer;
}

// What an instruction makes of such an answer.
Value Run::passed_on(const Instruction& instruction, const Value& condition) {
  Value value = condition;
  if (llvm::isa<llvm::ZExtInst, llvm::TruncInst>(instruction)) return value;
  const auto* constant = instruction.getNumOperands() == 2
                             ? llvm::dyn_cast<llvm::ConstantInt>(instruction.getOperand(1))
                             : nullptr;
  if (constant == nullptr) return Value::of(kPlain);
  const auto* compare = llvm::dyn_cast<llvm::ICmpInst>(&instruction);
  if (compare != nullptr && compare->isEquality() && constant->isZero()) {
    value.none_when = value.none_when == (compare->getPredicate() == llvm::CmpInst::ICMP_NE);
    return value;
  }
  if (instruction.getOpcode() == Instruction::Xor && constant->isOne()) {
    value.none_when = !value.none_when;
    return value;
  }
  return Value::of(kPlain);
}

// The state on the path on which the condition has that value.
State Run::knowing(const Value& condition, bool is_true) const {
  State state = state_;
  const TokenId id = condition.none_of;
  if (id < 0) return state;
  std::size_t holders = 0;
  bool surely = true;  // wherever it lies, nothing else can lie there
  const auto holds = [id](const Value& value) {
    return std::ranges::any_of(value.tokens, [id](const TokenRef& t) { return t.id == id; });
  };
  for (const Object& object : state.objects) {
    if (!object.content) continue;
    for (const Segment& segment : object.content->segments()) {
      if (!holds(segment.value)) continue;
      ++holders;
      surely = surely && segment.value.tokens.size() == 1 && segment.value.bits == 0;
    }
  }
  if (holders > 1 && !surely) return state;
  const bool none = is_true == condition.none_when;
  state.for_each_value([&](Value& value) {
    if (!holds(value)) return;
    if (none) {
      std::erase_if(value.tokens, [id](const TokenRef& t) { return t.id == id; });
      value.bits |= kZero;
      value.emptied |= kNoneMade;
    } else if (value.tokens.size() == 1) {
      value.bits &= static_cast<std::uint16_t>(~kZero);
      value.emptied = 0;
    }
  });
  if (none) state.tokens[static_cast<std::size_t>(id)].live = false;
  return state;
}

}  // namespace verifier::flow
