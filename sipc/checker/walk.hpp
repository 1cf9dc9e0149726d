// Shows the whole translation unit to the rules: also template instantiations, generic lambdas'
// instances, default arguments where they are used, and code that pretends to be a system header.
#pragma once

#include <clang/AST/Decl.h>

#include <memory>
#include <vector>

#include "checker.hpp"
#include "rules/rule.hpp"

namespace bulkhead::checker {

// What is looked at as a whole: each function and lambda body of checked code, and each initialiser
// that stands outside every function.
class BodyVisitor {
 public:
  virtual ~BodyVisitor() = default;
  virtual void on_function(const clang::FunctionDecl& function) = 0;
  virtual void on_initialiser(const clang::Expr& init, clang::SourceLocation place) = 0;
};

void walk_program(Checker& checker, std::vector<std::unique_ptr<AstRule>>& rules,
                  BodyVisitor& bodies);

}  // namespace bulkhead::checker
