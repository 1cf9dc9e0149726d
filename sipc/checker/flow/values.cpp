// Evaluation and refinement; see values.hpp. All of it is "known or unknown"; nothing is guessed.
#include "flow/values.hpp"

namespace bulkhead::checker {

bool Values::is_tracked(const clang::VarDecl& variable) const {
  if (!variable.hasLocalStorage() || roles_.unknowable.contains(&variable)) return false;
  const auto type = variable.getType();
  return !type->isReferenceType() && type->isIntegralOrEnumerationType() &&
         ast_.getTypeSize(type) <= 64;
}

const clang::VarDecl* Values::tracked_variable(const clang::Expr& expr) const {
  const auto* name = llvm::dyn_cast<clang::DeclRefExpr>(strip(&expr));
  const auto* variable =
      name == nullptr ? nullptr : llvm::dyn_cast<clang::VarDecl>(name->getDecl());
  return variable != nullptr && is_tracked(*variable) ? variable : nullptr;
}

std::optional<std::int64_t> Values::constant(const clang::Expr& expr) const {
  if (expr.isValueDependent() || !expr.getType()->isIntegralOrEnumerationType())
    return std::nullopt;
  clang::Expr::EvalResult result;
  if (!expr.EvaluateAsInt(result, ast_, clang::Expr::SE_NoSideEffects)) return std::nullopt;
  return result.Val.getInt().tryExtValue();
}

std::optional<std::int64_t> Values::evaluate(const clang::Expr& expr, const State& state) const {
  const auto& inner = *expr.IgnoreParens();
  if (const auto* full = llvm::dyn_cast<clang::FullExpr>(&inner)) {
    return evaluate(*full->getSubExpr(), state);
  }
  if (const auto* cast = llvm::dyn_cast<clang::ImplicitCastExpr>(&inner)) {
    return evaluate_cast(*cast, state);
  }
  if (const auto* variable = tracked_variable(inner)) {
    const auto found = state.constants.find(variable);
    return found == state.constants.end() ? std::nullopt : std::optional(found->second);
  }
  if (const auto found = state.results.find(&inner); found != state.results.end())
    return found->second;
  if (const auto* unary = llvm::dyn_cast<clang::UnaryOperator>(&inner);
      unary != nullptr && unary->getOpcode() == clang::UO_LNot) {
    const auto value = evaluate(*unary->getSubExpr(), state);
    return value ? std::optional<std::int64_t>(*value == 0) : std::nullopt;
  }
  if (const auto* binary = llvm::dyn_cast<clang::BinaryOperator>(&inner)) {
    if (binary->getOpcode() == clang::BO_Assign) return evaluate(*binary->getLHS(), state);
    if (const auto value = evaluate_binary(*binary, state)) return value;
  }
  return constant(inner);
}

// A conversion that would change the value makes it unknown.
std::optional<std::int64_t> Values::evaluate_cast(const clang::ImplicitCastExpr& cast,
                                                  const State& state) const {
  const auto value = evaluate(*cast.getSubExpr(), state);
  switch (cast.getCastKind()) {
    case clang::CK_LValueToRValue:
    case clang::CK_NoOp:
      return value;
    case clang::CK_IntegralToBoolean:
      return value ? std::optional<std::int64_t>(*value != 0) : std::nullopt;
    case clang::CK_IntegralCast:
      return value && fits(*value, cast.getType()) ? value : std::nullopt;
    default:
      return constant(cast);
  }
}

bool Values::fits(std::int64_t value, clang::QualType type) const {
  const auto bits = static_cast<unsigned>(ast_.getTypeSize(type));
  if (type->isBooleanType()) return value == 0 || value == 1;
  if (type->isUnsignedIntegerOrEnumerationType()) {
    return value >= 0 && (bits >= 64 || llvm::isUIntN(bits, static_cast<std::uint64_t>(value)));
  }
  return bits >= 64 || llvm::isIntN(bits, value);
}

std::optional<std::int64_t> Values::evaluate_binary(const clang::BinaryOperator& binary,
                                                    const State& state) const {
  const bool compares = binary.getOpcode() == clang::BO_EQ || binary.getOpcode() == clang::BO_NE;
  if (!compares && !binary.isLogicalOp()) return std::nullopt;
  const auto left = evaluate(*binary.getLHS(), state);
  const auto right = evaluate(*binary.getRHS(), state);
  if (binary.getOpcode() == clang::BO_LAnd && ((left && *left == 0) || (right && *right == 0)))
    return 0;
  if (binary.getOpcode() == clang::BO_LOr && ((left && *left != 0) || (right && *right != 0)))
    return 1;
  if (!left || !right) return std::nullopt;
  if (compares) return (*left == *right) == (binary.getOpcode() == clang::BO_EQ);
  return binary.getOpcode() == clang::BO_LAnd ? 1 : 0;
}

bool Values::assume(const clang::Expr& condition, bool taken, State& state) const {
  if (const auto value = evaluate(condition, state)) return (*value != 0) == taken;
  const auto& inner = *strip(&condition);
  if (const auto* unary = llvm::dyn_cast<clang::UnaryOperator>(&inner);
      unary != nullptr && unary->getOpcode() == clang::UO_LNot) {
    return assume(*unary->getSubExpr(), !taken, state);
  }
  if (const auto* binary = llvm::dyn_cast<clang::BinaryOperator>(&inner))
    return assume_binary(*binary, taken, state);
  if (const auto* variable = tracked_variable(inner)) {
    if (variable->getType()->isBooleanType() || !taken) state.constants[variable] = taken ? 1 : 0;
  }
  return true;
}

bool Values::assume_binary(const clang::BinaryOperator& binary, bool taken, State& state) const {
  if (binary.getOpcode() == clang::BO_LAnd && taken) {
    return assume(*binary.getLHS(), true, state) && assume(*binary.getRHS(), true, state);
  }
  if (binary.getOpcode() == clang::BO_LOr && !taken) {
    return assume(*binary.getLHS(), false, state) && assume(*binary.getRHS(), false, state);
  }
  if (binary.getOpcode() != clang::BO_EQ && binary.getOpcode() != clang::BO_NE) return true;
  const auto* variable = tracked_variable(*binary.getLHS());
  const auto value = evaluate(*binary.getRHS(), state);
  if (variable == nullptr || !value) return true;
  if (!fits(*value, variable->getType())) return true;
  const bool equal = taken == (binary.getOpcode() == clang::BO_EQ);
  if (equal) {
    state.constants[variable] = *value;
  } else if (variable->getType()->isBooleanType()) {
    state.constants[variable] = *value == 0 ? 1 : 0;
  }
  return true;
}

}  // namespace bulkhead::checker
