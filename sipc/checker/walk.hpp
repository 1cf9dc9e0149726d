// Shows the whole translation unit to the rules: also template instantiations, generic lambdas'
// instances, default arguments where they are used, and code that pretends to be a system header.
#pragma once

#include <clang/AST/Decl.h>

#include <functional>
#include <memory>
#include <vector>

#include "checker.hpp"
#include "rules/rule.hpp"

namespace bulkhead::checker {

using FunctionVisitor = std::function<void(const clang::FunctionDecl&)>;

// Runs the rules over everything; `on_function` is called for each function and lambda body that is
// checked code.
void walk_program(Checker& checker, std::vector<std::unique_ptr<AstRule>>& rules,
                  const FunctionVisitor& on_function);

}  // namespace bulkhead::checker
