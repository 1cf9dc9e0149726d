// uninitialised-read, uninitialised-field, missing-return: follows every path through one function
// with the set of variables (in a constructor: also fields) that may not have been written yet.
// Whatever is not a plain assignment counts as a read: also binding a reference, and capturing.
#pragma once

#include <clang/AST/Decl.h>

#include "checker.hpp"

namespace bulkhead::checker {

class DefiniteInitialisation {
 public:
  explicit DefiniteInitialisation(Checker& checker) : checker_(checker) {}

  void check(const clang::FunctionDecl& function);

 private:
  Checker& checker_;
};

}  // namespace bulkhead::checker
