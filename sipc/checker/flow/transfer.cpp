// What single statements do to a state: moves, uses, refills, ends of scopes, closures that run in
// place.
#include <clang/AST/DeclCXX.h>
#include <clang/AST/ExprCXX.h>

#include "flow/engine.hpp"
#include "flow/inline_calls.hpp"

namespace bulkhead::checker {

namespace {

// `Endpoint e;` is an empty place to be filled later. Not so for a class of the user's own: its
// constructor, or its members' initialisers, may have put something in.
bool starts_empty(Checker& checker, const clang::VarDecl& variable) {
  const auto* record = variable.getType()->getAsCXXRecordDecl();
  if (record == nullptr || checker.level_of(record->getLocation()) == Level::kUser) return false;
  const auto* init = variable.getInit();
  if (init == nullptr) return true;
  const auto* construct = llvm::dyn_cast<clang::CXXConstructExpr>(strip(init));
  return construct != nullptr && construct->getConstructor()->isDefaultConstructor() &&
         construct->getNumArgs() == 0;
}

bool is_init_capture(const clang::ValueDecl& root) {
  const auto* variable = llvm::dyn_cast<clang::VarDecl>(&root);
  return variable != nullptr && variable->isInitCapture();
}

// The closure's result is only the call's when it comes out unconverted.
bool is_same_type(const clang::CallExpr& call, const clang::FunctionDecl& body) {
  return call.getType().getCanonicalType() == body.getReturnType().getCanonicalType();
}

}  // namespace

Engine::States Engine::apply(const clang::CFGElement& element, State state) {
  if (const auto stmt = element.getAs<clang::CFGStmt>())
    return apply_stmt(*stmt->getStmt(), std::move(state));
  if (const auto end = element.getAs<clang::CFGLifetimeEnds>()) {
    const auto* trigger = end->getTriggerStmt();
    const auto place = trigger == nullptr ? end->getVarDecl()->getLocation() : trigger->getEndLoc();
    end_of_variable(*end->getVarDecl(), place, state);
  }
  return {std::move(state)};
}

Engine::States Engine::apply_stmt(const clang::Stmt& stmt, State state) {
  if (const auto* expr = llvm::dyn_cast<clang::Expr>(&stmt)) {
    if (const auto* name = llvm::dyn_cast<clang::DeclRefExpr>(expr)) apply_borrower(*name, state);
    if (const auto mention = roles_.mentions.find(expr); mention != roles_.mentions.end()) {
      apply_mention(*expr, mention->second, state);
    }
    if (const auto assigned = roles_.assignments.find(expr); assigned != roles_.assignments.end()) {
      apply_assignment(*expr, *assigned->second, state);
    }
    if (const auto* call = llvm::dyn_cast<clang::CallExpr>(expr)) {
      for (const auto leaf : borrows_.changed_by(*call))
        end_borrows(leaf, call->getExprLoc(), state);
    }
    if (const auto* call = llvm::dyn_cast<clang::CallExpr>(expr))
      return apply_call(*call, std::move(state));
  }
  if (const auto* declaration = llvm::dyn_cast<clang::DeclStmt>(&stmt)) {
    apply_declaration(*declaration, state);
  } else if (const auto* result = llvm::dyn_cast<clang::ReturnStmt>(&stmt)) {
    state.returned.reset();
    state.left_at = result->getReturnLoc();
    if (const auto* value = result->getRetValue()) state.returned = values_.evaluate(*value, state);
  } else {
    apply_scalar(stmt, state);
  }
  return {std::move(state)};
}

void Engine::apply_mention(const clang::Expr& expr, Role role, State& state) {
  const auto leaves = paths_.of_expr(expr).value_or(Leaves{});
  for (const auto id : leaves) {
    const auto known = state.leaves.find(id);
    if (known == state.leaves.end())
      continue;  // of a function around this closure, which is refused elsewhere
    auto& leaf = known->second;
    if (leaf.owned == Owned::kReported) continue;
    if (leaf.owned != Owned::kYes) {
      report_use(expr, id, state);
      leaf.owned = Owned::kReported;
    } else if (role == Role::kMove) {
      leaf = {Owned::kNo, expr.getExprLoc()};
      end_borrows(id, expr.getExprLoc(), state);
    }
  }
}

void Engine::apply_assignment(const clang::Expr& call, const clang::Expr& target, State& state) {
  const auto leaves = paths_.of_expr(target).value_or(Leaves{});
  for (const auto id : leaves) {
    if (!state.leaves.contains(id)) continue;
    auto& leaf = state.leaves[id];
    const bool lost = leaf.owned == Owned::kYes || leaf.owned == Owned::kMaybe;
    if (lost && paths_[id].must_consume) {
      report(Rule::kOverwritten, call.getExprLoc(),
             "'" + paths_[id].name + "' is assigned to while it " +
                 (leaf.owned == Owned::kYes ? "still" : "may still") +
                 " holds a value that must be consumed",
             state);
    }
    leaf = {Owned::kYes, {}};
    end_borrows(id, call.getExprLoc(), state);
  }
}

void Engine::end_borrows(LeafId leaf, clang::SourceLocation place, State& state) {
  for (const auto* borrower : borrows_.of_leaf(leaf)) state.ended.try_emplace(borrower, place);
}

// A mention of a reference or view that may be rooted in something that is gone.
void Engine::apply_borrower(const clang::DeclRefExpr& name, State& state) {
  const clang::ValueDecl* decl = name.getDecl();
  if (const auto* binding = llvm::dyn_cast<clang::BindingDecl>(decl))
    decl = binding->getDecomposedDecl();
  const auto* variable = llvm::dyn_cast_or_null<clang::VarDecl>(decl);
  const auto ended = state.ended.find(variable);
  if (ended == state.ended.end()) return;
  const auto place = ended->second;
  state.ended.erase(ended);
  if (borrows_.is_refill(name)) return;
  report(Rule::kBorrowEnded, name.getExprLoc(),
         "'" + variable->getNameAsString() + "' is used after the borrow ended", state,
         {{place, "its owner went, or changed, here"}});
}

void Engine::apply_declaration(const clang::DeclStmt& declaration, State& state) {
  for (const auto* decl : declaration.decls()) {
    const auto* variable = llvm::dyn_cast<clang::VarDecl>(decl);
    if (variable == nullptr) continue;
    state.ended.erase(variable);
    const bool empty = starts_empty(checker_, *variable);
    for (const auto id : paths_.of_variable(*variable)) {
      // Reached again through a loop that has no end of scope of its own.
      if (state.leaves.contains(id)) end_of_leaf(id, variable->getLocation(), state);
      state.leaves[id] = {empty ? Owned::kNo : Owned::kYes, {}};
    }
    if (!values_.is_tracked(*variable)) continue;
    state.constants.erase(variable);
    if (variable->getInit() == nullptr) continue;
    if (const auto value = values_.evaluate(*variable->getInit(), state))
      state.constants[variable] = *value;
    state.results.erase(strip(variable->getInit()));
  }
}

void Engine::apply_scalar(const clang::Stmt& stmt, State& state) {
  if (const auto* binary = llvm::dyn_cast<clang::BinaryOperator>(&stmt);
      binary != nullptr && binary->isAssignmentOp()) {
    const auto* variable = values_.tracked_variable(*binary->getLHS());
    if (variable == nullptr) return;
    state.constants.erase(variable);
    if (binary->getOpcode() != clang::BO_Assign) return;
    if (const auto value = values_.evaluate(*binary->getRHS(), state))
      state.constants[variable] = *value;
    state.results.erase(strip(binary->getRHS()));
  } else if (const auto* unary = llvm::dyn_cast<clang::UnaryOperator>(&stmt);
             unary != nullptr && unary->isIncrementDecrementOp()) {
    if (const auto* variable = values_.tracked_variable(*unary->getSubExpr()))
      state.constants.erase(variable);
  }
}

// Exactly one of the closures runs, once: the result is the union of the states in which they end.
Engine::States Engine::apply_call(const clang::CallExpr& call, State state) {
  const auto lambdas = inline_lambdas(call);
  if (lambdas.empty()) return {std::move(state)};
  States after;
  if (has_opaque_branch(call)) after.push_back(state);
  for (const auto* lambda : lambdas) {
    for (const auto* body : lambda_bodies(*lambda)) {
      auto entry = state;
      const auto outer = std::exchange(entry.returned, std::nullopt);
      own_parameters(*body, entry);
      for (auto& exit : run(*body, std::move(entry))) {
        end_of_function(*body, exit);
        exit.left_at = {};
        exit.results.erase(&call);
        if (exit.returned && is_same_type(call, *body)) exit.results[&call] = *exit.returned;
        exit.returned = outer;
        after.push_back(std::move(exit));
      }
    }
  }
  return after;
}

// Parameters, the object of an &&-qualified function, and variables whose scope the CFG does not
// end.
void Engine::end_of_function(const clang::FunctionDecl& function, State& state) {
  std::vector<LeafId> ended;
  for (const auto& [id, ownership] : state.leaves) {
    const auto* root = paths_[id].root;
    const bool own = root == nullptr
                         ? !llvm::cast<clang::CXXMethodDecl>(function).getParent()->isLambda()
                         : root->getDeclContext() == &function || is_init_capture(*root);
    if (own) ended.push_back(id);
  }
  const auto place = state.left_at.isValid() ? state.left_at : function.getBody()->getEndLoc();
  for (const auto id : ended) end_of_leaf(id, place, state);
  std::erase_if(state.constants,
                [&](const auto& entry) { return entry.first->getDeclContext() == &function; });
}

void Engine::end_of_variable(const clang::VarDecl& variable, clang::SourceLocation place,
                             State& state) {
  for (const auto id : paths_.of_variable(variable)) {
    if (state.leaves.contains(id)) end_of_leaf(id, place, state);
  }
  state.constants.erase(&variable);
}

void Engine::end_of_leaf(LeafId id, clang::SourceLocation place, State& state) {
  const auto& leaf = paths_[id];
  const auto owned = state.leaves[id].owned;
  state.leaves.erase(id);
  if (!leaf.must_consume || (owned != Owned::kYes && owned != Owned::kMaybe)) return;
  const auto at = leaf.root == nullptr ? place : leaf.root->getLocation();
  report(Rule::kNotConsumed, at,
         "'" + leaf.name + "' " + (owned == Owned::kYes ? "is" : "may be") +
             " not consumed on some path",
         state, {{place, "it goes out of scope here"}});
}

void Engine::report_use(const clang::Expr& expr, LeafId id, const State& state) {
  const auto& ownership = state.leaves.at(id);
  std::vector<Note> notes;
  if (ownership.moved_at.isValid()) {
    const bool same = ownership.moved_at == expr.getExprLoc();
    notes.push_back(
        {ownership.moved_at, same ? "moved here, in an earlier turn of the loop" : "moved here"});
  } else if (const auto* root = paths_[id].root) {
    notes.push_back({root->getLocation(), "declared empty here"});
  }
  const auto* certainty = ownership.owned == Owned::kMaybe ? "may have been" : "has been";
  const auto* event = ownership.moved_at.isValid() ? " moved away" : " left without a value";
  report(Rule::kUseAfterMove, expr.getExprLoc(),
         "'" + paths_[id].name + "' is used but " + certainty + event, state, std::move(notes));
}

void Engine::report(Rule rule, clang::SourceLocation place, std::string what, const State& state,
                    std::vector<Note> notes) {
  for (const auto& branch : state.trace) {
    notes.push_back({branch.place, branch.taken ? "on the path where this is true"
                                                : "on the path where this is false"});
  }
  checker_.diagnose.report({rule, place, std::move(what), {}, std::move(notes)});
}

}  // namespace bulkhead::checker
