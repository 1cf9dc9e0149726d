// Which references, views and closures are rooted in which linear values. A borrow ends before its
// owner moves, is refilled or is used non-const; and two arguments of one call do not touch the
// same owner.
#pragma once

#include <clang/AST/Decl.h>
#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/DenseSet.h>

#include "checker.hpp"
#include "flow/paths.hpp"
#include "references/body.hpp"
#include "references/roots.hpp"

namespace bulkhead::checker {

class Borrows {
 public:
  Borrows(Checker& checker, Paths& paths, const clang::FunctionDecl& function);

  llvm::ArrayRef<const clang::VarDecl*> of_leaf(LeafId leaf) const;
  // A mention that only gives a view a new value.
  bool is_refill(const clang::Expr& mention) const { return refills_.contains(&mention); }
  // The leaves that a call may change through its object.
  Leaves changed_by(const clang::CallExpr& call) const;
  void report_overlaps();

 private:
  struct Touch {
    Leaves leaves;
    bool changes;
    bool closure;
  };

  Touch touch_of(const clang::Expr& call, const Argument& argument);
  void check_call(const clang::Expr& call);

  Checker& checker_;
  Paths& paths_;
  ViewTypes views_;
  Body body_;
  RootFinder roots_;
  Leaves found_;  // by the query under way
  llvm::DenseMap<LeafId, llvm::SmallVector<const clang::VarDecl*, 2>> by_leaf_;
  llvm::DenseSet<const clang::Expr*> refills_;
};

}  // namespace bulkhead::checker
