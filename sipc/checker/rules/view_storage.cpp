// view-storage: a view as a field, a base, a mutable static, or an argument of a library class that
// keeps what it holds. What a function looks at for a while must not be kept in what lasts.
#include <clang/AST/DeclCXX.h>
#include <clang/AST/ExprCXX.h>

#include "references/view_types.hpp"
#include "rules/rule.hpp"

namespace bulkhead::checker {

namespace {

class ViewStorageRule : public AstRule {
 public:
  using AstRule::AstRule;

  void on_decl(const clang::Decl& decl, clang::SourceLocation place) override {
    if (checker_.level_of(place) >= Level::kSdk) return;
    if (const auto* record = llvm::dyn_cast<clang::CXXRecordDecl>(&decl)) check_bases(*record);
    if (const auto* field = llvm::dyn_cast<clang::FieldDecl>(&decl);
        field != nullptr && !field->getParent()->isLambda() &&
        views_.is_plain_view(field->getType())) {
      report(
          Rule::kViewStorage, place,
          "field '" + field->getNameAsString() + "' is a view " + checker_.spell(field->getType()));
    }
    if (decl.isImplicit()) return;
    if (const auto* value = llvm::dyn_cast<clang::ValueDecl>(&decl)) {
      check_kept(value->getType(), place);
      check_view_of_views(value->getType(), place);
    }
    if (const auto* function = llvm::dyn_cast<clang::FunctionDecl>(&decl))
      check_kept(function->getReturnType(), place);
  }

  void on_stmt(const clang::Stmt& stmt, clang::SourceLocation place) override {
    if (checker_.level_of(place) >= Level::kSdk) return;
    if (llvm::isa<clang::CallExpr, clang::CXXConstructExpr, clang::CXXScalarValueInitExpr>(stmt))
      check_kept(llvm::cast<clang::Expr>(stmt).getType(), place);
  }

 private:
  // Through a span of views, a view would change that has another name.
  void check_view_of_views(clang::QualType type, clang::SourceLocation place) {
    const auto* record = type.getNonReferenceType()->getAsCXXRecordDecl();
    if (record == nullptr || !class_has_annotation(*record, "sip::view")) return;
    for_each_type_argument(*record, [&](clang::QualType element) {
      if (element.isConstQualified() || !views_.is_plain_view(element)) return;
      report(
          Rule::kViewStorage, place,
          checker_.spell(type.getNonReferenceType()) + " lets views change that have other names");
    });
  }

  void check_bases(const clang::CXXRecordDecl& record) {
    if (!record.isThisDeclarationADefinition() || record.isDependentContext()) return;
    for (const auto& base : record.bases()) {
      if (!views_.is_view(base.getType())) continue;
      report(Rule::kViewStorage, base.getBeginLoc(),
             "class '" + record.getNameAsString() + "' is made of a view " +
                 checker_.spell(base.getType()));
    }
  }

  void check_kept(clang::QualType type, clang::SourceLocation place) {
    if (type.isNull() || type->isDependentType()) return;
    const auto kept = views_.kept_view(type);
    if (kept.isNull()) return;
    report(
        Rule::kViewStorage, place,
        "view " + checker_.spell(kept) + " kept in " + checker_.spell(type.getNonReferenceType()));
  }

  ViewTypes views_;
};

}  // namespace

std::unique_ptr<AstRule> make_view_storage_rule(Checker& checker) {
  return std::make_unique<ViewStorageRule>(checker);
}

}  // namespace bulkhead::checker
