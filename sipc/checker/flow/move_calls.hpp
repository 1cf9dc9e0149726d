// Recognises std::move and std::forward by the declaration that is called.
#pragma once

#include <clang/AST/Expr.h>

namespace bulkhead::checker {

// The operand of a call that turns its argument into an rvalue, or null.
const clang::Expr* moved_operand(const clang::CallExpr& call);

}  // namespace bulkhead::checker
