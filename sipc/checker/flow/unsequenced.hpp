// f(std::move(x), x.id()): the arguments of one call have no order, so a move beside any other
// mention is an error whichever way this compiler happens to evaluate them.
#pragma once

#include "checker.hpp"
#include "flow/paths.hpp"

namespace bulkhead::checker {

void report_unsequenced(Checker& checker, Paths& paths, const clang::Expr& call);

}  // namespace bulkhead::checker
