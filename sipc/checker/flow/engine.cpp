// The worklist over blocks and states; see engine.hpp. What single statements do is in
// transfer.cpp.
#include "flow/engine.hpp"

#include <clang/AST/DeclCXX.h>

#include <deque>
#include <set>

namespace bulkhead::checker {

namespace {

// More alternatives than this at one block are merged into one that knows less.
constexpr std::size_t kMostStates = 64;
// A bound on the whole analysis of one function; past it the function is refused, not waved
// through.
constexpr unsigned kMostSteps = 200'000;

clang::CFG::BuildOptions cfg_options() {
  clang::CFG::BuildOptions options;
  options.setAllAlwaysAdd();
  options.AddInitializers = true;
  options.AddLifetime = true;
  options.AddCXXDefaultInitExprInCtors = true;
  options.PruneTriviallyFalseEdges = true;
  return options;
}

// What has been seen at one block.
struct Arrivals {
  std::set<State> states;
  std::optional<State> merged;

  // The state to go on with, or nothing when it adds nothing.
  std::optional<State> add(const State& state) {
    if (states.contains(state)) return std::nullopt;
    if (states.size() < kMostStates) {
      states.insert(state);
      return state;
    }
    if (!merged) {
      merged = state;
      return merged;
    }
    if (!merge(*merged, state)) return std::nullopt;
    return merged;
  }
};

}  // namespace

void Engine::check(const clang::FunctionDecl& function) {
  function_place_ = function.getLocation();
  State entry;
  own_parameters(function, entry);
  for (const auto id : paths_.of_object()) entry.leaves[id] = {Owned::kYes, {}};
  for (auto& exit : run(function, entry)) end_of_function(function, exit);
}

const clang::CFG* Engine::cfg_of(const clang::FunctionDecl& function) {
  auto& graph = graphs_[&function];
  if (!graph)
    graph = clang::CFG::buildCFG(&function, function.getBody(), &checker_.ast, cfg_options());
  return graph.get();
}

Engine::States Engine::run(const clang::FunctionDecl& function, State entry) {
  const auto* graph = cfg_of(function);
  if (graph == nullptr) {
    gave_up_ = true;
    report(Rule::kFlowTooComplex, function.getLocation(),
           "control flow of this function cannot be followed", entry);
    return {};
  }
  llvm::DenseMap<const clang::CFGBlock*, Arrivals> arrivals;
  Arrivals exits;
  States at_exit;
  std::deque<std::pair<const clang::CFGBlock*, State>> work{{&graph->getEntry(), std::move(entry)}};
  while (!work.empty() && !gave_up_) {
    auto [block, state] = std::move(work.front());
    work.pop_front();
    if (block == &graph->getExit()) {
      if (const auto fresh = exits.add(state)) at_exit.push_back(*fresh);
      continue;
    }
    const auto fresh = arrivals[block].add(state);
    if (!fresh) continue;
    for (const auto& left : run_block(*block, *fresh)) {
      for (auto& next : leave_block(*block, left)) work.push_back(std::move(next));
    }
  }
  return at_exit;
}

Engine::States Engine::run_block(const clang::CFGBlock& block, const State& entry) {
  States states{entry};
  for (const auto& element : block) {
    States next;
    std::set<State> seen;
    for (auto& state : states) {
      for (auto& result : apply(element, std::move(state))) {
        if (seen.insert(result).second) next.push_back(std::move(result));
      }
    }
    states = std::move(next);
    if (++steps_ > kMostSteps && !gave_up_) {
      gave_up_ = true;
      report(Rule::kFlowTooComplex, function_place_, "too many paths through this function", entry);
    }
    if (gave_up_) return {};
  }
  return states;
}

std::vector<std::pair<const clang::CFGBlock*, State>> Engine::leave_block(
    const clang::CFGBlock& block, const State& state) {
  std::vector<std::pair<const clang::CFGBlock*, State>> next;
  if (block.hasNoReturnElement()) return next;  // sip::panic and the like end the path
  const clang::Expr* condition = nullptr;
  if (block.succ_size() == 2 &&
      !llvm::isa_and_nonnull<clang::SwitchStmt>(block.getTerminatorStmt())) {
    condition = block.getLastCondition();
    if (condition == nullptr)
      condition = llvm::dyn_cast_or_null<clang::Expr>(block.getTerminatorCondition());
  }
  bool on_true = true;
  for (const auto& successor : block.succs()) {
    const bool taken = std::exchange(on_true, false);
    const auto* target = successor.getReachableBlock();
    if (target == nullptr) continue;
    auto copy = state;
    if (condition != nullptr) {
      if (!values_.assume(*condition, taken, copy)) continue;
      copy.remember({condition->getExprLoc(), taken});
      copy.results.erase(strip(condition));
    }
    next.emplace_back(target, std::move(copy));
  }
  return next;
}

void Engine::own_parameters(const clang::FunctionDecl& function, State& state) {
  for (const auto* variable : owned_at_start(function)) {
    for (const auto id : paths_.of_variable(*variable)) state.leaves[id] = {Owned::kYes, {}};
  }
}

}  // namespace bulkhead::checker
