// returned-local, dangling-reference, reference-to-view, outlived-view, escaping-closure: that no
// reference, view or closure is there longer than what it is rooted in. One pass for each function
// with the closures in it; which variable may look at what is taken over all of the function, so
// the order of assignments does not matter.
#pragma once

#include <clang/AST/Decl.h>
#include <llvm/ADT/DenseSet.h>

#include "checker.hpp"
#include "references/view_types.hpp"

namespace bulkhead::checker {

class Lifetimes {
 public:
  explicit Lifetimes(Checker& checker) : checker_(checker) {}

  void check(const clang::FunctionDecl& function);

 private:
  Checker& checker_;
  ViewTypes views_;
  llvm::DenseSet<const clang::FunctionDecl*> done_;  // closures, as part of what is around them
};

}  // namespace bulkhead::checker
