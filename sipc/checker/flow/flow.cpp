// use-after-move, not-consumed, overwritten, discarded, move-from-borrowed: the stages for one
// function.
#include "flow/flow.hpp"

#include <clang/AST/DeclCXX.h>

#include "flow/borrows.hpp"
#include "flow/engine.hpp"
#include "flow/paths.hpp"
#include "flow/roles.hpp"

namespace bulkhead::checker {

namespace {

// The class whose members the body owns: that of an &&-qualified member function outside the
// library.
const clang::CXXRecordDecl* owned_object(const clang::FunctionDecl& function, Level level) {
  const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(&function);
  if (method == nullptr || level >= Level::kSdk || method->getRefQualifier() != clang::RQ_RValue)
    return nullptr;
  return method->getParent();
}

}  // namespace

void FlowAnalysis::check(const clang::FunctionDecl& function) {
  if (function.isInvalidDecl() || function.isDefaulted() || function.getBody() == nullptr) return;
  if (checker_.diagnose.has_compiler_errors()) return;  // the tree may have holes
  if (done_in_place_.contains(&function)) return;
  const auto level = checker_.level_of(function.getLocation());
  Paths paths(types_, owned_object(function, level));
  const auto roles = find_roles(checker_, types_, paths, function, level);
  done_in_place_.insert(roles.in_place.begin(), roles.in_place.end());
  paths.of_object();
  if (paths.count() == 0) return;  // nothing linear in here
  Borrows borrows(checker_, paths, function);
  borrows.report_overlaps();
  Engine(checker_, paths, roles, borrows).check(function);
}

void FlowAnalysis::check_initialiser(const clang::Expr& init, clang::SourceLocation place) {
  if (checker_.diagnose.has_compiler_errors() || init.isTypeDependent()) return;
  bulkhead::checker::check_initialiser(checker_, types_, init, checker_.level_of(place));
}

}  // namespace bulkhead::checker
