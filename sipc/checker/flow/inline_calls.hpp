// Calls whose closures run in place, exactly one of them, once: match-like library functions and a
// lambda called where it is written. Their bodies are branches of the code around them.
#pragma once

#include <clang/AST/Expr.h>
#include <clang/AST/ExprCXX.h>
#include <llvm/ADT/SmallVector.h>

namespace bulkhead::checker {

// The lambdas written directly in a branching call, or the one called on the spot; empty for any
// other call.
llvm::SmallVector<const clang::LambdaExpr*, 4> inline_lambdas(const clang::CallExpr& call);

// The bodies that a lambda can run with: its call operator, or the instances of a generic one.
llvm::SmallVector<const clang::FunctionDecl*, 2> lambda_bodies(const clang::LambdaExpr& lambda);

// Whether some closure of the branching call is not a lambda written in it, so its effect is
// unknown (and harmless: a closure that is kept in a variable cannot capture a linear value by
// reference).
bool has_opaque_branch(const clang::CallExpr& call);

}  // namespace bulkhead::checker
