// See reach.hpp.
#include "rules/reach.hpp"

#include <clang/AST/ExprCXX.h>
#include <llvm/ADT/SmallPtrSet.h>

#include "references/view_types.hpp"

namespace bulkhead::checker {

namespace {

class Search {
 public:
  explicit Search(llvm::function_ref<Reach(clang::QualType)> judge) : judge_(judge) {}

  clang::QualType search(clang::QualType type) {
    if (type.isNull() || type->isDependentType()) return {};
    type = type.getCanonicalType();
    if (const auto* array = type->getAsArrayTypeUnsafe()) return search(array->getElementType());
    const auto judged = judge_(type);
    if (judged == Reach::kFound) return type;
    const auto* record = type->getAsCXXRecordDecl();
    if (judged == Reach::kStop || record == nullptr || !visited_.insert(record).second) return {};
    clang::QualType found;
    for_each_type_argument(*record, [&](clang::QualType argument) {
      if (found.isNull()) found = search(argument);
    });
    if (!found.isNull() || !record->hasDefinition()) return found;
    return search_parts(*record->getDefinition());
  }

 private:
  clang::QualType search_parts(const clang::CXXRecordDecl& record) {
    for (const auto& base : record.bases()) {
      if (auto found = search(base.getType()); !found.isNull()) return found;
    }
    for (const auto* field : record.fields()) {
      if (auto found = search(field->getType()); !found.isNull()) return found;
    }
    return {};
  }

  llvm::function_ref<Reach(clang::QualType)> judge_;
  llvm::SmallPtrSet<const clang::CXXRecordDecl*, 8> visited_;
};

}  // namespace

clang::QualType find_inside(clang::QualType type,
                            llvm::function_ref<Reach(clang::QualType)> judge) {
  return Search(judge).search(type);
}

void for_each_object_type(const clang::Decl& decl,
                          llvm::function_ref<void(clang::QualType)> visit) {
  if (const auto* function = llvm::dyn_cast<clang::FunctionDecl>(&decl)) {
    visit(function->getReturnType().getNonReferenceType());
  } else if (const auto* value = llvm::dyn_cast<clang::ValueDecl>(&decl)) {
    visit(value->getType().getNonReferenceType());
  }
}

void for_each_object_type(const clang::Stmt& stmt,
                          llvm::function_ref<void(clang::QualType)> visit) {
  if (llvm::isa<clang::CallExpr, clang::CXXConstructExpr, clang::CXXScalarValueInitExpr>(stmt))
    visit(llvm::cast<clang::Expr>(stmt).getType());
}

}  // namespace bulkhead::checker
