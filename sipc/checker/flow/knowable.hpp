// Finds the local variables whose value may change behind the analysis' back: those that a
// reference is bound to, or that a closure captures which does not run in place. All others change
// only by assignments that are seen.
#pragma once

#include <clang/AST/Decl.h>
#include <llvm/ADT/DenseSet.h>

namespace bulkhead::checker {

llvm::DenseSet<const clang::VarDecl*> find_unknowable(const clang::FunctionDecl& function);

}  // namespace bulkhead::checker
