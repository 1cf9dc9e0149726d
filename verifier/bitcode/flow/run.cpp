// Blocks, their ends, and what a function leaves behind.
#include "bitcode/flow/run.hpp"

#include <llvm/ADT/PostOrderIterator.h>
#include <llvm/IR/CFG.h>
#include <llvm/IR/Constants.h>

#include <algorithm>

namespace verifier::flow {
namespace {

constexpr unsigned kMostVisits = 2000;
constexpr unsigned kMostVariants = 24;
constexpr std::size_t kMostExits = 8;
constexpr std::uint64_t kUnknown = ~std::uint64_t{0};

bool lives_on(const llvm::Value& value) {
  const auto* instruction = llvm::dyn_cast<llvm::Instruction>(&value);
  if (instruction == nullptr) return true;
  for (const llvm::User* user : instruction->users()) {
    const auto* use = llvm::cast<llvm::Instruction>(user);
    if (use->getParent() != instruction->getParent() || llvm::isa<llvm::PHINode>(use)) return true;
  }
  return false;
}

}  // namespace

Run::Run(Analysis& analysis, const llvm::Function& function, const World& world)
    : analysis_(analysis),
      function_(function),
      world_(world),
      next_object_(world.objects.size()),
      next_token_(world.tokens.size()) {
  state_.reached = true;
  state_.objects = world.objects;
  state_.tokens = world.tokens;
  state_.known_tokens = world.tokens.size();
  for (unsigned i = 0; i < world.arguments.size(); ++i) {
    if (!world.arguments[i].is_any_number()) state_.values[function.getArg(i)] = world.arguments[i];
  }
  watch_tokens();
}

Summary Run::execute() {
  find_array_loops();
  unsigned number = 0;
  for (const llvm::BasicBlock* block :
       llvm::ReversePostOrderTraversal<const llvm::Function*>(&function_))
    order_[block] = number++;
  const llvm::BasicBlock* entry = &function_.getEntryBlock();
  find_selectors();
  const Place start{entry, std::vector<std::uint64_t>(selectors_.size(), kUnknown)};
  begins_[start] = state_;
  waiting_.insert({0, start});
  while (!waiting_.empty()) {
    const Place place = waiting_.begin()->second;
    waiting_.erase(waiting_.begin());
    if (++visits_[place.first] > kMostVisits) {
      report(432, place.first->front(), "a loop has no fixed point");
      break;
    }
    run_block(place);
  }
  return summarise();
}

// Variables in which clang notes how a scope was left, and others like them: only constants are
// stored in them, so that a later branch goes where this path belongs.
void Run::find_selectors() {
  for (const Instruction& instruction : function_.getEntryBlock()) {
    const auto* variable = llvm::dyn_cast<llvm::AllocaInst>(&instruction);
    if (variable == nullptr || !variable->getAllocatedType()->isIntegerTy()) continue;
    bool selects = false, other = false;
    for (const llvm::User* user : variable->users()) {
      const auto* store = llvm::dyn_cast<llvm::StoreInst>(user);
      const auto* call = llvm::dyn_cast<llvm::CallInst>(user);
      const bool constant =
          store != nullptr && llvm::isa<llvm::ConstantInt>(store->getValueOperand());
      selects = selects || constant;
      other = other || !(constant || llvm::isa<llvm::LoadInst>(user) ||
                         (call != nullptr && call->isLifetimeStartOrEnd()));
    }
    if (selects && !other) selectors_.push_back(variable);
  }
}

Run::Place Run::place_of(const llvm::BasicBlock& block, const State& state) {
  Place place{&block, {}};
  for (const Instruction* selector : selectors_) {
    const auto id = made_objects_.find({selector, 0});
    const Content* content =
        id == made_objects_.end()
            ? nullptr
            : state.objects[static_cast<std::size_t>(id->second)].content.get();
    std::uint64_t known = kUnknown;
    if (content != nullptr && content->segments().size() == 1) {
      const Value& value = content->segments()[0].value;
      if (value.bits == kZero) known = 0;
      if (value.bits == kConstant) known = value.constant;
    }
    place.second.push_back(known);
  }
  const auto with = [&place](const std::vector<std::uint64_t>& held) {
    Place whole = place;
    whole.second.insert(whole.second.end(), held.begin(), held.end());
    return whole;
  };
  const Place whole = with(state.holdings());
  if (begins_.contains(whole)) return whole;
  unsigned& variants = variants_[&block];
  if (variants++ < kMostVariants) return whole;
  // Too many: only what matters most is told apart, and at last nothing.
  const Place coarse = with(state.holdings(State::Detail::kEndpoints));
  if (variants < 2 * kMostVariants || begins_.contains(coarse)) return coarse;
  place.second.assign(selectors_.size(), kUnknown);
  return place;
}

void Run::run_block(const Place& place) {
  std::vector<State> states{begins_[place]};
  for (const Instruction& instruction : *place.first) {
    if (!analysis_.spend_step())
      return report(432, instruction, "the module has too many paths to be followed");
    if (llvm::isa<llvm::PHINode>(instruction)) continue;
    states = after(instruction, std::move(states));
  }
}

// One instruction on each of the paths that led here. A call may return in several ways.
std::vector<State> Run::after(const Instruction& instruction, std::vector<State> before) {
  std::vector<State> results;
  for (State& state : before) {
    state_ = std::move(state);
    if (instruction.isTerminator()) {
      finish(instruction);
      continue;
    }
    if (step(instruction)) results.push_back(std::move(state_));
    std::ranges::move(std::exchange(forks_, {}), std::back_inserter(results));
  }
  if (results.size() < 2) return results;
  // What a call says is told apart if the block ends by asking for it.
  const llvm::Instruction* end = instruction.getParent()->getTerminator();
  const llvm::Value* decider = nullptr;
  if (const auto* branch = llvm::dyn_cast<llvm::BranchInst>(end))
    decider = branch->isConditional() ? branch->getCondition() : nullptr;
  if (const auto* choice = llvm::dyn_cast<llvm::SwitchInst>(end)) decider = choice->getCondition();
  std::map<std::vector<std::uint64_t>, State> apart;
  for (State& state : results) {
    const auto detail =
        apart.size() < kMostVariants ? State::Detail::kPlaces : State::Detail::kEndpoints;
    std::vector<std::uint64_t> key = state.holdings(detail);
    if (decider != nullptr) {
      const auto answer = state.values.find(decider);
      if (answer != state.values.end() && answer->second.has(kZero | kConstant))
        key.push_back(answer->second.constant);
    }
    const auto place = apart.try_emplace(std::move(key)).first;
    join_into(place->second, state);
  }
  results.clear();
  for (auto& [held, state] : apart) results.push_back(std::move(state));
  return results;
}

void Run::finish(const Instruction& end) {
  if (const auto* result = llvm::dyn_cast<llvm::ReturnInst>(&end)) return leave(*result);
  if (llvm::isa<llvm::UnreachableInst>(end))
    return report(433, end, "a place that the code itself calls unreachable can be reached");
  const llvm::BasicBlock& block = *end.getParent();
  if (const auto* branch = llvm::dyn_cast<llvm::BranchInst>(&end);
      branch != nullptr && branch->isConditional()) {
    if (branch_on_arrival(*branch)) return;
    const Value condition = number(*branch->getCondition(), end);
    const bool only_true = condition.bits == kConstant && condition.tokens.empty();
    const bool only_false = condition.bits == kZero && condition.tokens.empty();
    if (!llvm::isa<llvm::Constant>(branch->getCondition()) && (only_true || only_false))
      refuse_sure_failure(end, *branch->getSuccessor(only_true ? 0 : 1));
    if (!only_false) pass_to(block, *branch->getSuccessor(0), knowing(condition, true));
    if (!only_true && (only_false || branch->getSuccessor(1) != branch->getSuccessor(0)))
      pass_to(block, *branch->getSuccessor(1), knowing(condition, false));
    return;
  }
  if (const auto* choice = llvm::dyn_cast<llvm::SwitchInst>(&end)) {
    if (switch_on_arrival(*choice)) return;
    const Value condition = number(*choice->getCondition(), end);
    if ((condition.bits == kConstant || condition.bits == kZero) && condition.tokens.empty()) {
      auto* type = llvm::cast<llvm::IntegerType>(choice->getCondition()->getType());
      const auto* known =
          llvm::ConstantInt::get(type, condition.bits == kZero ? 0 : condition.constant);
      const llvm::BasicBlock& next = *choice->findCaseValue(known)->getCaseSuccessor();
      refuse_sure_failure(end, next);
      return pass_to(block, next, state_);
    }
  }
  std::set<const llvm::BasicBlock*> passed;
  for (const llvm::BasicBlock* next : llvm::successors(&block)) {
    if (passed.insert(next).second) pass_to(block, *next, state_);
  }
}

void Run::pass_to(const llvm::BasicBlock& from, const llvm::BasicBlock& to, const State& state) {
  State arriving = state;
  std::erase_if(arriving.values, [](const auto& entry) { return !lives_on(*entry.first); });
  for (const llvm::PHINode& phi : to.phis()) {
    Value value = Value::of(kPlain);
    const llvm::Value* incoming = phi.getIncomingValueForBlock(&from);
    const auto loop = array_loops_.find(&phi);
    if (loop != array_loops_.end()) {
      // The element that it is at, whichever; the loop's end was found to be the array's.
      value = value_of(&from == &to ? phi : *incoming, phi);
      for (Target& target : value.targets) {
        if (target.is_exact()) {
          target.count = loop->second.count;
          target.stride = loop->second.stride;
        }
      }
    } else {
      value = value_of(*incoming, phi);
    }
    if (value.is_any_number())
      arriving.values.erase(&phi);
    else
      arriving.values[&phi] = std::move(value);
  }
  const Place place = place_of(to, arriving);
  if (join_into(begins_[place], arriving)) waiting_.insert({order_[&to], place});
}

void Run::leave(const llvm::ReturnInst& end) {
  Value result = Value::of(kPlain);
  if (end.getReturnValue() != nullptr) {
    result = value_of(*end.getReturnValue(), end);
    check_result(function_.getAttributes().getRetAttrs(), *end.getReturnValue(), result, end);
  }
  refuse_locals_that_leave(end, &result);
  find_lost(end, &result);
  State leaving = state_;
  leaving.values.clear();
  leaving.values[&function_] = result;  // with the rest, so that names stay the same
  // With owners in hand, what the result says decides what is done with them.
  std::vector<std::uint64_t> held = leaving.holdings();
  if (!held.empty() && result.has(kZero | kConstant))
    held.push_back(result.bits == kZero       ? 0
                   : result.bits == kConstant ? result.constant
                                              : kUnknown);
  if (left_.size() >= kMostExits && !left_.contains(held))
    held = leaving.holdings(State::Detail::kEndpoints);
  const bool most = left_.size() >= 2 * kMostExits && !left_.contains(held);
  const auto place = most ? left_.begin() : left_.try_emplace(held).first;
  join_into(place->second, leaving);
}

// A variable of this function, or its own copy of an argument.
bool Run::is_local(ObjectId id) const {
  if (id >= kFirstGlobal) return false;
  const Object& object = state_.objects[static_cast<std::size_t>(id)];
  const bool is_callers = static_cast<std::size_t>(id) < world_.objects.size();
  return object.is_copy || (!is_callers && !object.is_shared);
}

// References to this function's variables must not be in anything that its caller keeps.
void Run::refuse_locals_that_leave(const llvm::ReturnInst& end, Value* result) {
  const auto check = [&](Value& value, const char* where) {
    const auto local = [this](const Target& target) { return is_local(target.object); };
    if (std::erase_if(value.targets, local) == 0) return;
    report(423, end, std::string("a reference to a local variable is left in ") + where);
    value.bits |= kUninit;
  };
  check(*result, "the result");
  for (std::size_t i = 0; i < state_.objects.size(); ++i) {
    Object& object = state_.objects[i];
    if (!object.content || is_local(static_cast<ObjectId>(i)) || object.is_constant) continue;
    bool concerned = false;
    for (const Segment& segment : object.content->segments()) {
      for (const Target& target : segment.value.targets)
        concerned = concerned || is_local(target.object);
    }
    if (!concerned) continue;
    // What a copied argument holds goes with it.
    object.writable().for_each([&](Value& value) { check(value, "what the caller keeps"); });
  }
}

Summary Run::summarise() {
  Summary summary;
  Renumbering numbers;
  for (std::size_t i = 0; i < world_.objects.size(); ++i) numbers.object(static_cast<ObjectId>(i));
  for (std::size_t i = 0; i < world_.tokens.size(); ++i) numbers.token(static_cast<TokenId>(i));
  for (auto& [held, left] : left_) {
    Exit exit;
    exit.result = left.values.at(&function_);
    numbers.value(exit.result);
    std::map<ObjectId, Object> none;
    // Following objects may meet new tokens and the other way round.
    for (std::size_t before = ~std::size_t{0};
         before != numbers.objects().size() + numbers.tokens().size();) {
      before = numbers.objects().size() + numbers.tokens().size();
      collect(left, numbers, none, exit.objects, exit.tokens, [](Content&) {});
    }
    for (const TokenId token : left.spent) {
      if (static_cast<std::size_t>(token) < world_.tokens.size()) exit.spent.push_back(token);
    }
    summary.exits.push_back(std::move(exit));
  }
  return summary;
}

}  // namespace verifier::flow
