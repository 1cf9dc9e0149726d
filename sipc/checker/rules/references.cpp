// reference-field, returned-closure: references kept in objects, and closures over references that
// leave their scope.
#include <clang/AST/DeclCXX.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/ExprCXX.h>

#include "references/view_types.hpp"
#include "rules/rule.hpp"
#include "rules/types.hpp"

namespace bulkhead::checker {

namespace {

class ReferencesRule : public AstRule {
 public:
  using AstRule::AstRule;

  void on_decl(const clang::Decl& decl, clang::SourceLocation place) override {
    if (const auto* value = llvm::dyn_cast<clang::ValueDecl>(&decl)) check_elements(*value, place);
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
    if (holds_closure(result->getRetValue()->getType())) {
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

  // A closure that looks at something, alone or inside a pair and the like.
  bool holds_closure(clang::QualType type) {
    const auto* record = type.getNonReferenceType()->getAsCXXRecordDecl();
    if (record == nullptr || !views_.is_view(type.getNonReferenceType())) return false;
    bool found = record->isLambda();
    for_each_type_argument(*record,
                           [&](clang::QualType argument) { found |= holds_closure(argument); });
    return found;
  }

  ViewTypes views_;
};

}  // namespace

std::unique_ptr<AstRule> make_references_rule(Checker& checker) {
  return std::make_unique<ReferencesRule>(checker);
}

}  // namespace bulkhead::checker
