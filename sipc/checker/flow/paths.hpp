// Names for what the flow analysis follows. A *leaf* is a linear value that moves as a whole: a
// variable, or a member of a plain struct, at most three members deep. An expression names the
// leaves under it, or nothing that is followed.
#pragma once

#include <clang/AST/Decl.h>
#include <clang/AST/Expr.h>
#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/SmallVector.h>

#include <optional>
#include <string>
#include <vector>

#include "flow/linear.hpp"

namespace bulkhead::checker {

using LeafId = unsigned;
using Leaves = llvm::SmallVector<LeafId, 2>;

struct Leaf {
  const clang::ValueDecl* root;  // null for *this
  llvm::SmallVector<const clang::FieldDecl*, 3> fields;
  std::string name;  // "start.server"
  bool must_consume;
};

class Paths {
 public:
  // `object` is the class whose members `this` owns here (in &&-qualified functions), or null.
  Paths(LinearTypes& types, const clang::CXXRecordDecl* object) : types_(types), object_(object) {}

  const Leaf& operator[](LeafId id) const { return leaves_[id]; }
  std::size_t count() const { return leaves_.size(); }

  Leaves of_variable(const clang::VarDecl& variable);
  Leaves of_object();
  // Empty optional: not a path. No leaves in it: a path to something that is not linear.
  std::optional<Leaves> of_expr(const clang::Expr& expr);

 private:
  struct Path {
    const clang::ValueDecl* root = nullptr;
    llvm::SmallVector<const clang::FieldDecl*, 3> fields;
  };

  std::optional<Path> resolve(const clang::Expr& expr);
  std::optional<Path> resolve_name(const clang::DeclRefExpr& name);
  const Leaves& expand(const clang::ValueDecl* root);
  void expand_type(Path& path, clang::QualType type, const std::string& name, Leaves& into);

  LinearTypes& types_;
  const clang::CXXRecordDecl* object_;
  std::vector<Leaf> leaves_;
  llvm::DenseMap<const clang::ValueDecl*, Leaves> expanded_;
};

// The variables that a body owns when it starts: its parameters and, for a closure, what it took
// over when it was made.
std::vector<const clang::VarDecl*> owned_at_start(const clang::FunctionDecl& function);

}  // namespace bulkhead::checker
