// What is known of small values: constants, tracked local variables, results of calls whose
// closures ran in place.
#pragma once

#include <clang/AST/ASTContext.h>
#include <clang/AST/Expr.h>

#include <optional>

#include "flow/roles.hpp"
#include "flow/state.hpp"

namespace bulkhead::checker {

class Values {
 public:
  Values(const clang::ASTContext& ast, const Roles& roles) : ast_(ast), roles_(roles) {}

  // A local, unshared variable of boolean, integer or enumeration type.
  bool is_tracked(const clang::VarDecl& variable) const;
  const clang::VarDecl* tracked_variable(const clang::Expr& expr) const;

  std::optional<std::int64_t> evaluate(const clang::Expr& expr, const State& state) const;

  // Makes the state say that the condition came out as `taken`; false when it cannot have.
  bool assume(const clang::Expr& condition, bool taken, State& state) const;

 private:
  std::optional<std::int64_t> evaluate_cast(const clang::ImplicitCastExpr& cast,
                                            const State& state) const;
  bool fits(std::int64_t value, clang::QualType type) const;
  std::optional<std::int64_t> evaluate_binary(const clang::BinaryOperator& binary,
                                              const State& state) const;
  bool assume_binary(const clang::BinaryOperator& binary, bool taken, State& state) const;
  std::optional<std::int64_t> constant(const clang::Expr& expr) const;

  const clang::ASTContext& ast_;
  const Roles& roles_;
};

}  // namespace bulkhead::checker
