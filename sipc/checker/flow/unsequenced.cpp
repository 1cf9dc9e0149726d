// See unsequenced.hpp.
#include "flow/unsequenced.hpp"

#include <clang/AST/ExprCXX.h>

#include <algorithm>

#include "flow/move_calls.hpp"

namespace bulkhead::checker {

namespace {

struct Mentions {
  std::vector<LeafId> moved;
  std::vector<LeafId> all;
};

void collect(Paths& paths, const clang::Stmt* stmt, Mentions& into) {
  if (stmt == nullptr || llvm::isa<clang::UnaryExprOrTypeTraitExpr, clang::CXXNoexceptExpr>(stmt))
    return;
  if (const auto* lambda = llvm::dyn_cast<clang::LambdaExpr>(stmt)) {
    // Its body runs later, after all arguments; only what it takes over at once counts.
    for (const auto* init : lambda->capture_inits()) {
      if (init->isPRValue()) collect(paths, init, into);
    }
    return;
  }
  if (const auto* expr = llvm::dyn_cast<clang::Expr>(stmt)) {
    if (const auto leaves = paths.of_expr(*expr)) {
      into.all.insert(into.all.end(), leaves->begin(), leaves->end());
      return;
    }
    const auto* call = llvm::dyn_cast<clang::CallExpr>(expr);
    if (const auto* operand = call == nullptr ? nullptr : moved_operand(*call)) {
      if (const auto leaves = paths.of_expr(*operand->IgnoreParenImpCasts())) {
        into.moved.insert(into.moved.end(), leaves->begin(), leaves->end());
      }
    }
  }
  for (const auto* child : stmt->children()) collect(paths, child, into);
}

llvm::ArrayRef<const clang::Expr* const> arguments_of(const clang::Expr& call) {
  if (const auto* plain = llvm::dyn_cast<clang::CallExpr>(&call))
    return {plain->getArgs(), plain->getNumArgs()};
  const auto& construct = llvm::cast<clang::CXXConstructExpr>(call);
  return {construct.getArgs(), construct.getNumArgs()};
}

}  // namespace

void report_unsequenced(Checker& checker, Paths& paths, const clang::Expr& call) {
  const auto arguments = arguments_of(call);
  if (arguments.size() < 2) return;
  std::vector<Mentions> mentions(arguments.size());
  for (std::size_t i = 0; i < arguments.size(); ++i) collect(paths, arguments[i], mentions[i]);
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    for (const auto leaf : mentions[i].moved) {
      for (std::size_t j = 0; j < mentions.size(); ++j) {
        if (i == j || std::ranges::find(mentions[j].all, leaf) == mentions[j].all.end()) continue;
        checker.diagnose.report(
            {Rule::kUseAfterMove, arguments[j]->getExprLoc(),
             "'" + paths[leaf].name +
                 "' is moved and used in arguments of one call, which have no order",
             arguments[i]->getSourceRange()});
      }
    }
  }
}

}  // namespace bulkhead::checker
