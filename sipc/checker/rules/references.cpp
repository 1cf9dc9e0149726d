// reference-field, returned-closure, returned-local: the cheap ways in which a reference outlives
// what it refers to. The full second-class discipline for references and views is not here yet
// (SOUNDNESS.md).
#include <clang/AST/DeclCXX.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/ExprCXX.h>

#include "flow/inline_calls.hpp"
#include "rules/rule.hpp"
#include "rules/types.hpp"

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
    if (const auto* value = llvm::dyn_cast<clang::ValueDecl>(&decl)) check_elements(*value, place);
    if (const auto* function = llvm::dyn_cast<clang::FunctionDecl>(&decl)) check_results(*function);
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
    if (const auto* lambda = llvm::dyn_cast<clang::LambdaExpr>(&stmt)) {
      for (const auto* body : lambda_bodies(*lambda)) check_results(*body);
    }
    const auto* result = llvm::dyn_cast<clang::ReturnStmt>(&stmt);
    if (result == nullptr || result->getRetValue() == nullptr) return;
    const auto* lambda = as_lambda(result->getRetValue());
    if ((lambda != nullptr && captures_by_reference(*lambda->getLambdaClass())) ||
        holds_closure(result->getRetValue()->getType())) {
      report(Rule::kReturnedClosure, place, "closure that captures by reference is returned");
    }
  }

 private:
  // std::pair<int&, int> and the like: a reference kept as an element.
  void check_elements(const clang::ValueDecl& value, clang::SourceLocation place) {
    const auto* record = value.getType().getNonReferenceType()->getAsCXXRecordDecl();
    const auto* instance = llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(record);
    if (instance == nullptr || checker_.level_of(place) >= Level::kSdk) return;
    const auto home = outermost_namespace(*instance);
    if (home != "std" && home != "sip") return;
    for (const auto& argument : instance->getTemplateArgs().asArray()) {
      if (argument.getKind() == clang::TemplateArgument::Type &&
          argument.getAsType()->isReferenceType()) {
        report(Rule::kReferenceField, place,
               "reference kept in " + checker_.spell(value.getType()));
      }
    }
  }

  // Only instances: in a template it is not yet known whether the result is a reference.
  void check_results(const clang::FunctionDecl& function) {
    if (function.isDependentContext() || !function.getReturnType()->isReferenceType()) return;
    if (function.doesThisDeclarationHaveABody()) check_returns(*function.getBody());
  }

  void check_returns(const clang::Stmt& stmt) {
    if (llvm::isa<clang::LambdaExpr>(stmt)) return;  // its results are its own
    const auto* result = llvm::dyn_cast<clang::ReturnStmt>(&stmt);
    if (result != nullptr && result->getRetValue() != nullptr) {
      check_local_result(*result->getRetValue(), result->getBeginLoc());
    }
    for (const auto* child : stmt.children()) {
      if (child != nullptr) check_returns(*child);
    }
  }

  static bool is_temporary(const clang::Expr& value) {
    const auto* part = value.IgnoreParens();
    if (const auto* full = llvm::dyn_cast<clang::FullExpr>(part))
      part = full->getSubExpr()->IgnoreParens();
    while (const auto* cast = llvm::dyn_cast<clang::ImplicitCastExpr>(part))
      part = cast->getSubExpr()->IgnoreParens();
    return llvm::isa<clang::MaterializeTemporaryExpr>(part);
  }

  // `return x;` of a variable of this very call, by reference.
  void check_local_result(const clang::Expr& value, clang::SourceLocation place) {
    if (!value.isGLValue()) return;
    const auto* object = value.IgnoreParenImpCasts();
    while (const auto* member = llvm::dyn_cast<clang::MemberExpr>(object)) {
      if (member->isArrow()) return;
      object = member->getBase()->IgnoreParenImpCasts();
    }
    const auto* name = llvm::dyn_cast<clang::DeclRefExpr>(object);
    const auto* variable =
        name == nullptr ? nullptr : llvm::dyn_cast<clang::VarDecl>(name->getDecl());
    const bool local = variable != nullptr && variable->hasLocalStorage() &&
                       !variable->getType()->isReferenceType() &&
                       !name->refersToEnclosingVariableOrCapture();
    if (local || is_temporary(value)) {
      report(Rule::kReturnedLocal, place, "reference to something that ends with this call");
    }
  }

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
