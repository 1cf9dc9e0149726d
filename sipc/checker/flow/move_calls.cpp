// See move_calls.hpp.
#include "flow/move_calls.hpp"

#include <clang/AST/Decl.h>

#include "rules/types.hpp"

namespace bulkhead::checker {

const clang::Expr* moved_operand(const clang::CallExpr& call) {
  const auto* callee = call.getDirectCallee();
  if (callee == nullptr || call.getNumArgs() != 1 || !callee->getDeclName().isIdentifier())
    return nullptr;
  if (outermost_namespace(*callee) != "std" || !call.isXValue()) return nullptr;
  const auto name = callee->getName();
  const bool moves =
      name == "move" || name == "forward" || name == "move_if_noexcept" || name == "forward_like";
  return moves ? call.getArg(0) : nullptr;
}

}  // namespace bulkhead::checker
