// See borrows.hpp.
#include "flow/borrows.hpp"

#include <algorithm>

#include "flow/linear.hpp"
#include "flow/roles.hpp"

namespace bulkhead::checker {

Borrows::Borrows(Checker& checker, Paths& paths, const clang::FunctionDecl& function)
    : checker_(checker), paths_(paths), body_(views_, function), roots_(checker, views_, body_) {
  roots_.stop_at([this](const clang::Expr& expr) {
    const auto leaves = paths_.of_expr(expr);
    if (leaves) found_.append(*leaves);
    return leaves.has_value();
  });
  for (const auto* variable : body_.variables()) {
    const auto type = variable->getType();
    if (!type->isReferenceType() && !views_.is_view(type)) continue;
    found_.clear();
    roots_.of_variable(*variable);
    for (const auto leaf : found_) by_leaf_[leaf].push_back(variable);
  }
  for (const auto& assignment : body_.assignments()) {
    const auto* callee = callee_of(*assignment.whole);
    if (callee != nullptr && callee->getOverloadedOperator() == clang::OO_Equal)
      refills_.insert(strip(assignment.place));
  }
}

llvm::ArrayRef<const clang::VarDecl*> Borrows::of_leaf(LeafId leaf) const {
  const auto found = by_leaf_.find(leaf);
  return found == by_leaf_.end() ? llvm::ArrayRef<const clang::VarDecl*>() : found->second;
}

Leaves Borrows::changed_by(const clang::CallExpr& call) const {
  const auto* method = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(call.getDirectCallee());
  if (method == nullptr || method->isConst() || !method->isImplicitObjectMemberFunction())
    return {};
  const auto arguments = arguments_of(call);
  if (arguments.empty() || arguments.front().parameter != nullptr) return {};
  return paths_.of_expr(*strip(arguments.front().value)).value_or(Leaves{});
}

void Borrows::report_overlaps() {
  for (const auto* call : body_.calls()) check_call(*call);
}

Borrows::Touch Borrows::touch_of(const clang::Expr& call, const Argument& argument) {
  const auto type = argument.value->getType();
  const auto* record = type->getAsCXXRecordDecl();
  const bool view = views_.is_view(type);
  Touch touch{{}, true, view && record != nullptr && record->isLambda()};
  if (!argument.by_reference && !view) return touch;
  if (argument.value->isXValue()) return touch;  // moved: judged by the order of arguments
  const auto* method = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(callee_of(call));
  if (argument.parameter == nullptr) {
    touch.changes = method != nullptr && !method->isConst();
  } else if (argument.by_reference && !touch.closure) {
    touch.changes = !argument.parameter->getType()->getPointeeType().isConstQualified();
  }
  found_.clear();
  roots_.of_value(*argument.value);
  touch.leaves = found_;
  return touch;
}

void Borrows::check_call(const clang::Expr& call) {
  const auto arguments = arguments_of(call);
  if (arguments.size() < 2) return;
  const bool branching = is_branching(callee_of(call));
  llvm::SmallVector<Touch, 4> touches;
  for (const auto& argument : arguments) touches.push_back(touch_of(call, argument));
  for (std::size_t i = 0; i < touches.size(); ++i) {
    for (std::size_t j = i + 1; j < touches.size(); ++j) {
      if (!touches[i].changes && !touches[j].changes) continue;
      if (branching && touches[i].closure && touches[j].closure) continue;  // only one of them runs
      for (const auto leaf : touches[i].leaves) {
        if (!llvm::is_contained(touches[j].leaves, leaf)) continue;
        checker_.diagnose.report(
            {Rule::kOverlappingBorrow, arguments[j].value->getExprLoc(),
             "this argument and another both touch '" + paths_[leaf].name + "'",
             arguments[i].value->getSourceRange()});
      }
    }
  }
}

}  // namespace bulkhead::checker
