// What each mention of a linear value is for: found once for each function (with the bodies that
// run in place), before the flow is followed. Also judges what needs no flow: fresh values that
// nobody takes, moves out of borrowed places.
#pragma once

#include <clang/AST/Decl.h>
#include <clang/AST/ExprCXX.h>
#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/DenseSet.h>

#include "checker.hpp"
#include "flow/linear.hpp"
#include "flow/paths.hpp"

namespace bulkhead::checker {

enum class Role : std::uint8_t { kUse, kMove };

struct Roles {
  llvm::DenseMap<const clang::Expr*, Role> mentions;
  // operator= calls and the path expression on their left.
  llvm::DenseMap<const clang::Expr*, const clang::Expr*> assignments;
  // Local variables whose value may change behind the analysis' back.
  llvm::DenseSet<const clang::VarDecl*> unknowable;
  // Bodies that are followed as part of this function.
  llvm::DenseSet<const clang::FunctionDecl*> in_place;
};

// `level` is that of the function's own code: the library may move out of references, nobody else.
Roles find_roles(Checker& checker, LinearTypes& types, Paths& paths,
                 const clang::FunctionDecl& function, Level level);

// The same judgements for an initialiser that stands outside every function.
void check_initialiser(Checker& checker, LinearTypes& types, const clang::Expr& init, Level level);

// Strips parentheses, implicit conversions and the wrappers of temporaries.
const clang::Expr* strip(const clang::Expr* expr);

}  // namespace bulkhead::checker
