// Checks the type of an expression and folds what is constant. The result is a Term; a constant
// expression is one whose Term is a constant.
#pragma once
#include <optional>
#include <string>

#include "passes/passes.hpp"

namespace contracts {

/// Where an expression stands: what its names can mean.
struct Surroundings {
  const Symbols& symbols;
  std::string scope;                   // for enumerators, dotted
  const Contract* contract = nullptr;  // whose constants (and its bases') are visible
  const Message* message = nullptr;    // whose parameters are visible
};

/// Nothing if the expression is wrong; the reporter then says why.
std::optional<Term> evaluate(const Expr& expression, const Surroundings& surroundings,
                             Reporter& reporter);

/// A string constant: a literal, a string constant's name, or several joined by `+`. Nothing if it
/// is not one; reports only if `expression` is a string expression with a fault in it.
std::optional<std::string> evaluate_string(const Expr& expression,
                                           const Surroundings& surroundings);

}  // namespace contracts
