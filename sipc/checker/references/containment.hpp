// Whether an object of one type can have one of another inside. With no pointers and no reference
// fields about, a reference to the part can come from a reference to the whole only then.
#pragma once

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclCXX.h>
#include <llvm/ADT/SmallPtrSet.h>

namespace bulkhead::checker {

class Containment {
 public:
  explicit Containment(const clang::ASTContext& ast) : ast_(ast) {}

  bool may_hold(clang::QualType whole, clang::QualType part);

 private:
  bool has_part(const clang::CXXRecordDecl& record, clang::QualType part);

  const clang::ASTContext& ast_;
  llvm::SmallPtrSet<const clang::CXXRecordDecl*, 8> seen_;
};

}  // namespace bulkhead::checker
