// What there is to know about one function together with all closures written in it, before roots
// are asked for: where each variable lives, what flows into each view, what closures copied.
#pragma once

#include <clang/AST/DeclCXX.h>
#include <clang/AST/ExprCXX.h>
#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/SmallVector.h>

#include <vector>

#include "references/view_types.hpp"

namespace bulkhead::checker {

// Where a variable was declared. Scopes are numbered, each with the one around it.
struct Home {
  unsigned scope = 0;
  unsigned order = 0;  // of declaration
  const clang::FunctionDecl* function = nullptr;
};

struct Assignment {
  const clang::Expr* place;  // what is assigned to
  const clang::Expr* value;  // what flows into it
  const clang::Expr* whole;  // the call
};

struct Return {
  const clang::ReturnStmt* statement;
  const clang::FunctionDecl* function;
};

class Body {
 public:
  Body(ViewTypes& views, const clang::FunctionDecl& function);

  const Home* home_of(const clang::VarDecl& variable) const;
  bool encloses(unsigned outer, unsigned inner) const;
  bool is_within(const clang::FunctionDecl* inner, const clang::FunctionDecl* outer) const;
  // Expressions whose value a view variable may have: initialiser and assignments.
  llvm::ArrayRef<const clang::Expr*> sources_of(const clang::VarDecl& variable) const;
  // The closure whose own copy the mention names, or null.
  const clang::FunctionDecl* copied_into(const clang::Expr& mention) const {
    return copies_.lookup(&mention);
  }
  const clang::FunctionDecl* captured_into(const clang::VarDecl& init_capture) const {
    return init_captures_.lookup(&init_capture);
  }

  const std::vector<const clang::VarDecl*>& variables() const { return variables_; }
  const std::vector<Assignment>& assignments() const { return assignments_; }
  const std::vector<Return>& returns() const { return returns_; }
  const std::vector<const clang::Expr*>& calls() const { return calls_; }
  const std::vector<const clang::FunctionDecl*>& functions() const { return functions_; }
  bool has_labels() const { return has_labels_; }

 private:
  struct Context {
    const clang::FunctionDecl* function;
    const clang::LambdaExpr* lambda;
  };

  void enter(const clang::FunctionDecl& function, const clang::LambdaExpr* lambda);
  void visit(const clang::Stmt* stmt);
  void visit_children(const clang::Stmt& stmt);
  void visit_in_scope(const clang::Stmt& stmt);
  void visit_lambda(const clang::LambdaExpr& lambda);
  void visit_expr(const clang::Expr& expr);
  void visit_mention(const clang::Expr& mention, const clang::ValueDecl* variable);
  void visit_call(const clang::CallExpr& call);
  void declare(const clang::VarDecl& variable, unsigned scope);
  void flow(const clang::Expr& place, const clang::Expr& value, const clang::Expr& whole);
  unsigned open_scope();

  ViewTypes& views_;
  std::vector<unsigned> parents_;  // of each scope
  unsigned scope_ = 0;
  std::vector<Context> contexts_;
  llvm::DenseMap<const clang::VarDecl*, Home> homes_;
  llvm::DenseMap<const clang::VarDecl*, llvm::SmallVector<const clang::Expr*, 2>> sources_;
  llvm::DenseMap<const clang::Expr*, const clang::FunctionDecl*> copies_;
  llvm::DenseMap<const clang::VarDecl*, const clang::FunctionDecl*> init_captures_;
  llvm::DenseMap<const clang::FunctionDecl*, const clang::FunctionDecl*> around_;
  std::vector<const clang::VarDecl*> variables_;
  std::vector<Assignment> assignments_;
  std::vector<Return> returns_;
  std::vector<const clang::Expr*> calls_;
  std::vector<const clang::FunctionDecl*> functions_;
  bool has_labels_ = false;
};

// The variables that an expression may name: through parentheses, conditionals, commas, chained
// assignments and members. False when it may name something else besides.
bool named_variables(const clang::Expr& expr, llvm::SmallVectorImpl<const clang::VarDecl*>& into);

// The arguments of a call or construction with the parameter that each is for; the implicit object
// comes first, its parameter being null.
struct Argument {
  const clang::Expr* value;
  const clang::ParmVarDecl* parameter;
  bool by_reference;
};
llvm::SmallVector<Argument, 4> arguments_of(const clang::Expr& call);

// The function called, or null.
const clang::FunctionDecl* callee_of(const clang::Expr& call);

}  // namespace bulkhead::checker
