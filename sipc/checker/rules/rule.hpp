// The shape of a rule over the syntax tree. The walker (walk.hpp) shows every rule each
// declaration, statement and written type of checked code once, parents before children; a rule
// reports, and never changes anything.
#pragma once

#include <clang/AST/Decl.h>
#include <clang/AST/Stmt.h>
#include <clang/AST/TypeLoc.h>

#include <memory>
#include <vector>

#include "checker.hpp"

namespace bulkhead::checker {

class AstRule {
 public:
  explicit AstRule(Checker& checker) : checker_(checker) {}
  AstRule(const AstRule&) = delete;
  AstRule& operator=(const AstRule&) = delete;
  virtual ~AstRule() = default;

  // `place` is the node's own location, or that of the nearest parent that has one.
  virtual void on_decl(const clang::Decl&, clang::SourceLocation /*place*/) {}
  virtual void on_stmt(const clang::Stmt&, clang::SourceLocation /*place*/) {}
  virtual void on_type(clang::TypeLoc, clang::SourceLocation /*place*/) {}

 protected:
  void report(Rule rule, clang::SourceLocation place, std::string what,
              clang::SourceRange range = {}) {
    checker_.diagnose.report({rule, place, std::move(what), range});
  }

  Checker& checker_;
};

// The registry: one line for each rule in registry.cpp.
std::vector<std::unique_ptr<AstRule>> make_ast_rules(Checker& checker);

std::unique_ptr<AstRule> make_pointer_types_rule(Checker& checker);
std::unique_ptr<AstRule> make_pointer_values_rule(Checker& checker);
std::unique_ptr<AstRule> make_string_literals_rule(Checker& checker);
std::unique_ptr<AstRule> make_casts_rule(Checker& checker);
std::unique_ptr<AstRule> make_bit_cast_rule(Checker& checker);
std::unique_ptr<AstRule> make_extensions_rule(Checker& checker);
std::unique_ptr<AstRule> make_attributes_rule(Checker& checker);
std::unique_ptr<AstRule> make_library_calls_rule(Checker& checker);
std::unique_ptr<AstRule> make_references_rule(Checker& checker);
std::unique_ptr<AstRule> make_view_storage_rule(Checker& checker);
std::unique_ptr<AstRule> make_initialisation_rule(Checker& checker);
std::unique_ptr<AstRule> make_frame_size_rule(Checker& checker);
std::unique_ptr<AstRule> make_shared_state_rule(Checker& checker);
std::unique_ptr<AstRule> make_sendable_rule(Checker& checker);
std::unique_ptr<AstRule> make_exchangeable_rule(Checker& checker);
std::unique_ptr<AstRule> make_collected_rule(Checker& checker);
std::unique_ptr<AstRule> make_namespaces_rule(Checker& checker);
std::unique_ptr<AstRule> make_internals_rule(Checker& checker);
std::unique_ptr<AstRule> make_linear_types_rule(Checker& checker);

}  // namespace bulkhead::checker
