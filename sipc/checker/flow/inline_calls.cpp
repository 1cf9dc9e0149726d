// Finding the closures that run in place; see inline_calls.hpp.
#include "flow/inline_calls.hpp"

#include <clang/AST/DeclTemplate.h>

#include "flow/linear.hpp"

namespace bulkhead::checker {

namespace {

const clang::LambdaExpr* as_written_lambda(const clang::Expr& argument) {
  return llvm::dyn_cast<clang::LambdaExpr>(argument.IgnoreUnlessSpelledInSource());
}

// A lambda's own call operator on a lambda that is written right there.
const clang::LambdaExpr* called_on_the_spot(const clang::CallExpr& call) {
  const auto* operation = llvm::dyn_cast<clang::CXXOperatorCallExpr>(&call);
  if (operation == nullptr || operation->getOperator() != clang::OO_Call ||
      operation->getNumArgs() == 0)
    return nullptr;
  return as_written_lambda(*operation->getArg(0));
}

}  // namespace

llvm::SmallVector<const clang::LambdaExpr*, 4> inline_lambdas(const clang::CallExpr& call) {
  if (const auto* lambda = called_on_the_spot(call)) return {lambda};
  llvm::SmallVector<const clang::LambdaExpr*, 4> lambdas;
  if (!is_branching(call.getDirectCallee())) return lambdas;
  for (const auto* argument : call.arguments()) {
    if (const auto* lambda = as_written_lambda(*argument)) lambdas.push_back(lambda);
  }
  return lambdas;
}

llvm::SmallVector<const clang::FunctionDecl*, 2> lambda_bodies(const clang::LambdaExpr& lambda) {
  const auto* call = lambda.getCallOperator();
  const auto* generic = call->getDescribedFunctionTemplate();
  if (generic == nullptr) return {call};
  llvm::SmallVector<const clang::FunctionDecl*, 2> bodies;
  for (const auto* instance : generic->specializations()) {
    if (instance->hasBody()) bodies.push_back(instance);
  }
  return bodies;
}

bool has_opaque_branch(const clang::CallExpr& call) {
  if (!is_branching(call.getDirectCallee())) return false;
  for (const auto* argument : call.arguments()) {
    const auto* record = argument->getType().getNonReferenceType()->getAsCXXRecordDecl();
    if (record != nullptr && record->isLambda() && as_written_lambda(*argument) == nullptr)
      return true;
  }
  return false;
}

}  // namespace bulkhead::checker
