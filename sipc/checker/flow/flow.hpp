// The flow rules' front: called once for each function body; cheap where nothing linear occurs.
#pragma once

#include <clang/AST/Decl.h>

#include "checker.hpp"
#include "flow/linear.hpp"

namespace bulkhead::checker {

class FlowAnalysis {
 public:
  explicit FlowAnalysis(Checker& checker) : checker_(checker), types_(checker) {}

  void check(const clang::FunctionDecl& function);

 private:
  Checker& checker_;
  LinearTypes types_;
};

}  // namespace bulkhead::checker
