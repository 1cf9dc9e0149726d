// Which variables and fields of a function have to be written before they are read, and which
// mentions only write.
#pragma once

#include <clang/AST/DeclCXX.h>
#include <clang/AST/ExprCXX.h>
#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/DenseSet.h>

#include <vector>

namespace bulkhead::checker {

class Tracked {
 public:
  explicit Tracked(const clang::FunctionDecl& function);

  // A number for each tracked thing; variables in front.
  std::optional<unsigned> index_of(const clang::ValueDecl* decl) const;
  unsigned count() const { return static_cast<unsigned>(things_.size()); }
  const clang::ValueDecl& operator[](unsigned index) const { return *things_[index]; }
  bool is_field(unsigned index) const;

  bool only_writes(const clang::Expr& mention) const { return writes_.contains(&mention); }
  // `this` that stands before the name of a tracked field, or of something of a base class.
  bool only_names(const clang::CXXThisExpr& self) const { return names_.contains(&self); }

 private:
  void add(const clang::ValueDecl& decl);
  void search(const clang::Stmt* stmt);
  void note_write(const clang::Expr& target);
  void note_member(const clang::MemberExpr& member);

  const clang::CXXRecordDecl* class_ = nullptr;  // whose constructor this is
  std::vector<const clang::ValueDecl*> things_;
  llvm::DenseMap<const clang::ValueDecl*, unsigned> indices_;
  llvm::DenseSet<const clang::Expr*> writes_;
  llvm::DenseSet<const clang::Expr*> names_;
};

// `this->x`, `x` and `(*this).x`: the `this`, or null.
const clang::CXXThisExpr* named_this(const clang::MemberExpr& member);

}  // namespace bulkhead::checker
