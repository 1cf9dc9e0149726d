// reference-field, returned-closure: the two cheap ways in which a reference outlives what it
// refers to. The full second-class discipline for references and views is not here yet
// (SOUNDNESS.md).
#include <clang/AST/DeclCXX.h>
#include <clang/AST/ExprCXX.h>

#include "rules/rule.hpp"

namespace bulkhead::checker {

namespace {

// The lambda whose value the expression is, or null.
const clang::LambdaExpr* as_lambda(const clang::Expr* value) {
  if (value == nullptr) return nullptr;
  value = value->IgnoreUnlessSpelledInSource();
  return llvm::dyn_cast<clang::LambdaExpr>(value);
}

bool captures_by_reference(const clang::CXXRecordDecl& closure) {
  for (const auto& capture : closure.captures()) {
    if (capture.getCaptureKind() == clang::LCK_ByRef || capture.getCaptureKind() == clang::LCK_This)
      return true;
    if (capture.capturesVariable() && capture.getCapturedVar()->getType()->isReferenceType())
      return true;
  }
  return false;
}

class ReferencesRule : public AstRule {
 public:
  using AstRule::AstRule;

  void on_decl(const clang::Decl& decl, clang::SourceLocation place) override {
    const auto* field = llvm::dyn_cast<clang::FieldDecl>(&decl);
    if (field == nullptr || field->getParent()->isLambda()) return;
    if (field->getType()->isReferenceType()) {
      report(Rule::kReferenceField, place,
             "field '" + field->getNameAsString() + "' is a reference");
    } else if (holds_closure(field->getType())) {
      report(Rule::kReturnedClosure, place,
             "field '" + field->getNameAsString() + "' keeps a closure");
    }
  }

  void on_stmt(const clang::Stmt& stmt, clang::SourceLocation place) override {
    const auto* result = llvm::dyn_cast<clang::ReturnStmt>(&stmt);
    if (result == nullptr || result->getRetValue() == nullptr) return;
    const auto* lambda = as_lambda(result->getRetValue());
    if ((lambda != nullptr && captures_by_reference(*lambda->getLambdaClass())) ||
        holds_closure(result->getRetValue()->getType())) {
      report(Rule::kReturnedClosure, place, "closure that captures by reference is returned");
    }
  }

 private:
  static bool holds_closure(clang::QualType type) {
    const auto* record = type.getNonReferenceType()->getAsCXXRecordDecl();
    return record != nullptr && record->isLambda() && captures_by_reference(*record);
  }
};

}  // namespace

std::unique_ptr<AstRule> make_references_rule(Checker& checker) {
  return std::make_unique<ReferencesRule>(checker);
}

}  // namespace bulkhead::checker
