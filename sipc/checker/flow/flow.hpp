// The flow rules' front: called once for each function body; cheap where nothing linear occurs.
#pragma once

#include <clang/AST/Decl.h>

#include <llvm/ADT/DenseSet.h>

#include "checker.hpp"
#include "flow/linear.hpp"

namespace bulkhead::checker {

class FlowAnalysis {
 public:
  explicit FlowAnalysis(Checker& checker) : checker_(checker), types_(checker) {}

  void check(const clang::FunctionDecl& function);
  // Initialisers outside functions: of globals, members, parameters.
  void check_initialiser(const clang::Expr& init, clang::SourceLocation place);

 private:
  Checker& checker_;
  LinearTypes types_;
  // Bodies already followed where they are called.
  llvm::DenseSet<const clang::FunctionDecl*> done_in_place_;
};

}  // namespace bulkhead::checker
