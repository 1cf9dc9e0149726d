// Follows every path through a function's CFG with a set of states, bodies of closures that run in
// place included, and reports what happens to linear values that must not.
#pragma once

#include <clang/AST/Decl.h>
#include <clang/Analysis/CFG.h>
#include <llvm/ADT/DenseMap.h>

#include <memory>
#include <vector>

#include "checker.hpp"
#include "flow/borrows.hpp"
#include "flow/paths.hpp"
#include "flow/roles.hpp"
#include "flow/state.hpp"
#include "flow/values.hpp"

namespace bulkhead::checker {

class Engine {
 public:
  Engine(Checker& checker, Paths& paths, const Roles& roles, const Borrows& borrows)
      : checker_(checker),
        paths_(paths),
        roles_(roles),
        borrows_(borrows),
        values_(checker.ast, roles) {}

  void check(const clang::FunctionDecl& function);

 private:
  using States = std::vector<State>;

  // The states in which the body ends, from one in which it starts.
  States run(const clang::FunctionDecl& function, State entry);
  const clang::CFG* cfg_of(const clang::FunctionDecl& function);
  States run_block(const clang::CFGBlock& block, const State& entry);
  std::vector<std::pair<const clang::CFGBlock*, State>> leave_block(const clang::CFGBlock& block,
                                                                    const State& state);

  States apply(const clang::CFGElement& element, State state);
  States apply_stmt(const clang::Stmt& stmt, State state);
  States apply_call(const clang::CallExpr& call, State state);
  void apply_mention(const clang::Expr& expr, Role role, State& state);
  void apply_assignment(const clang::Expr& call, const clang::Expr& target, State& state);
  void apply_declaration(const clang::DeclStmt& declaration, State& state);
  void apply_borrower(const clang::DeclRefExpr& name, State& state);
  void end_borrows(LeafId leaf, clang::SourceLocation place, State& state);
  void apply_scalar(const clang::Stmt& stmt, State& state);

  void own_parameters(const clang::FunctionDecl& function, State& state);
  void end_of_function(const clang::FunctionDecl& function, State& state);
  void end_of_variable(const clang::VarDecl& variable, clang::SourceLocation place, State& state);
  void end_of_leaf(LeafId id, clang::SourceLocation place, State& state);

  void report_use(const clang::Expr& expr, LeafId id, const State& state);
  void report(Rule rule, clang::SourceLocation place, std::string what, const State& state,
              std::vector<Note> notes = {});

  Checker& checker_;
  Paths& paths_;
  const Roles& roles_;
  const Borrows& borrows_;
  Values values_;
  llvm::DenseMap<const clang::FunctionDecl*, std::unique_ptr<clang::CFG>> graphs_;
  unsigned steps_ = 0;
  bool gave_up_ = false;
  clang::SourceLocation function_place_;
};

}  // namespace bulkhead::checker
