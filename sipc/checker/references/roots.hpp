// What a reference or view is rooted in: the things that must still be there when it is used. A
// glvalue has a *place* (where the object lies); a value of a view type has a *target* (what it
// looks at). Both are found by going back through initialisers, assignments and calls: what a call
// returns is rooted in its reference arguments and in the targets of its view arguments.
#pragma once

#include <llvm/ADT/SmallPtrSet.h>

#include <functional>

#include "checker.hpp"
#include "references/body.hpp"
#include "references/view_types.hpp"

namespace bulkhead::checker {

struct Root {
  enum class Kind : std::uint8_t {
    kLocal,      // storage of a local variable or by-value parameter
    kParameter,  // what a reference or view parameter refers to
    kObject,     // *this
    kClosure,    // a closure's own copy of what it captured
    kTemporary,
    kUnknown,  // not understood: counts as ended
  };
  Kind kind;
  const clang::VarDecl* variable = nullptr;
  const clang::FunctionDecl* closure = nullptr;
  const clang::Expr* expr = nullptr;
};

using Roots = llvm::SmallVector<Root, 4>;

class RootFinder {
 public:
  RootFinder(const Checker& checker, ViewTypes& views, const Body& body)
      : checker_(checker), views_(views), body_(body) {}

  Roots of_place(const clang::Expr& glvalue);
  Roots of_target(const clang::Expr& view);
  // What flows when the expression is bound to a reference, or copied as a view.
  Roots of_value(const clang::Expr& expr);
  Roots of_variable(const clang::VarDecl& variable);

  // Goes no further at expressions for which this is true.
  void stop_at(std::function<bool(const clang::Expr&)> stop) { stop_ = std::move(stop); }

 private:
  enum class Want : std::uint8_t { kPlace, kTarget };

  void find(const clang::Expr& expr, Want want);
  bool find_wrapped(const clang::Expr& expr, Want want);
  void find_value(const clang::Expr& expr);
  void find_name(const clang::DeclRefExpr& name, Want want);
  void find_variable(const clang::VarDecl& variable, const clang::Expr* mention, Want want);
  void find_place_of_variable(const clang::VarDecl& variable, const clang::Expr* mention);
  void find_target_of_variable(const clang::VarDecl& variable);
  void find_member(const clang::MemberExpr& member, Want want);
  void find_this(const clang::Expr& self);
  void find_object(const clang::Expr& object, Want want);
  void find_call(const clang::Expr& call, Want want);
  void find_argument(const Argument& argument, clang::QualType result, Want want);
  bool is_only_looked_at(const clang::Expr& call, const Argument& argument) const;
  void find_captures(const clang::LambdaExpr& lambda);
  bool is_collected_access(const clang::Expr& call) const;
  bool is_view(const clang::Expr& expr) { return views_.is_view(type_of(expr)); }
  static clang::QualType type_of(const clang::Expr& expr);
  void add(Root root) { roots_.push_back(root); }

  const Checker& checker_;
  ViewTypes& views_;
  const Body& body_;
  Roots roots_;
  std::function<bool(const clang::Expr&)> stop_;
  // Variables already gone through in this query, by what was wanted.
  llvm::SmallPtrSet<const clang::VarDecl*, 8> places_, targets_;
};

// Whether an object that is only seen as const can come out as not const: without casts, only
// through `mutable`.
bool stays_const(clang::QualType whole);

}  // namespace bulkhead::checker
