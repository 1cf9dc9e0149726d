// uninitialised-field, uninitialised-read: objects that come into being with fields nobody wrote,
// and default values of fields that look at fields which come later.
#include <clang/AST/DeclCXX.h>
#include <clang/AST/ExprCXX.h>

#include "initialisation/tracked.hpp"
#include "rules/rule.hpp"

namespace bulkhead::checker {

namespace {

class InitialisationRule : public AstRule {
 public:
  using AstRule::AstRule;

  void on_decl(const clang::Decl& decl, clang::SourceLocation) override {
    if (const auto* constructor = llvm::dyn_cast<clang::CXXConstructorDecl>(&decl))
      check_unwritten(*constructor);
    const auto* field = llvm::dyn_cast<clang::FieldDecl>(&decl);
    if (field == nullptr || field->getParent()->isDependentContext()) return;
    if (const auto* init = field->getInClassInitializer()) check_default(*field, init);
  }

  void on_stmt(const clang::Stmt& stmt, clang::SourceLocation place) override {
    const auto* made = llvm::dyn_cast<clang::CXXConstructExpr>(&stmt);
    if (made == nullptr) return;
    const auto* constructor = made->getConstructor();
    if (made->requiresZeroInitialization() || constructor->isCopyOrMoveConstructor()) return;
    const auto type = made->getType();
    if (const auto* array = type->getAsArrayTypeUnsafe())
      return check(array->getElementType(), made, place);
    check(type, made, place);
  }

 private:
  // Bases and fields that the constructor's list leaves out.
  void check_unwritten(const clang::CXXConstructorDecl& constructor) {
    if (constructor.isDependentContext() || constructor.isDefaulted()) return;
    for (const auto* init : constructor.inits()) {
      if (!init->isWritten() && init->getInit() != nullptr)
        on_stmt(*init->getInit()->IgnoreImplicit(), constructor.getLocation());
    }
  }

  void check(clang::QualType type, const clang::CXXConstructExpr* made,
             clang::SourceLocation place) {
    const auto* record = type->getAsCXXRecordDecl();
    if (record == nullptr || !record->hasDefinition()) return;
    const auto* constructor = made->getConstructor();
    const clang::FieldDecl* field = nullptr;
    if (constructor->isInheritingConstructor()) {
      field = unwritten_own_field(*record->getDefinition());
    } else if (constructor->isDefaultConstructor() && !constructor->isUserProvided()) {
      field = unwritten_field(*record->getDefinition());
    }
    if (field == nullptr) return;
    Finding finding{Rule::kUninitialisedField,
                    place,
                    checker_.spell(type) + " is made without a value for its field '" +
                        field->getNameAsString() + "'",
                    made->getSourceRange(),
                    {{field->getLocation(), "declared here"}}};
    checker_.diagnose.report(finding);
  }

  // The first field, at any depth, that making the object in the default way leaves as it is.
  static const clang::FieldDecl* unwritten_field(const clang::CXXRecordDecl& record) {
    for (const auto& base : record.bases()) {
      const auto* of_base = base.getType()->getAsCXXRecordDecl();
      if (of_base == nullptr || !of_base->hasDefinition() || made_by_hand(*of_base)) continue;
      if (const auto* field = unwritten_field(*of_base->getDefinition())) return field;
    }
    return unwritten_own_field(record);
  }

  static const clang::FieldDecl* unwritten_own_field(const clang::CXXRecordDecl& record) {
    for (const auto* field : record.fields()) {
      if (field->hasInClassInitializer() || field->isUnnamedBitField()) continue;
      auto type = field->getType();
      while (const auto* array = type->getAsArrayTypeUnsafe()) type = array->getElementType();
      if (type->isReferenceType()) continue;
      const auto* part = type->getAsCXXRecordDecl();
      if (part == nullptr) return field;
      if (!part->hasDefinition() || made_by_hand(*part)) continue;
      if (const auto* inner = unwritten_field(*part->getDefinition())) return inner;
    }
    return nullptr;
  }

  // Its constructor is looked at where it stands.
  static bool made_by_hand(const clang::CXXRecordDecl& record) {
    return record.getDefinition()->hasUserProvidedDefaultConstructor() ||
           record.getDefinition()->isLambda();
  }

  // Fields get their values in the order in which they are declared.
  void check_default(const clang::FieldDecl& field, const clang::Stmt* stmt) {
    if (stmt == nullptr) return;
    if (const auto* member = llvm::dyn_cast<clang::MemberExpr>(stmt);
        member != nullptr && named_this(*member) != nullptr) {
      const auto* named = llvm::dyn_cast<clang::FieldDecl>(member->getMemberDecl());
      const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(member->getMemberDecl());
      const bool early = named != nullptr && named->getParent() == field.getParent()
                             ? named->getFieldIndex() >= field.getFieldIndex()
                             : method != nullptr && !method->isStatic();
      if (early) report_early(field, *member, member->getMemberDecl()->getNameAsString());
      return;
    }
    if (const auto* self = llvm::dyn_cast<clang::CXXThisExpr>(stmt))
      report_early(field, *self, "*this");
    for (const auto* child : stmt->children()) check_default(field, child);
  }

  void report_early(const clang::FieldDecl& field, const clang::Expr& use, std::string what) {
    report(Rule::kUninitialisedRead, use.getExprLoc(),
           "default value of field '" + field.getNameAsString() + "' looks at '" + what +
               "', which may have no value yet",
           use.getSourceRange());
  }
};

}  // namespace

std::unique_ptr<AstRule> make_initialisation_rule(Checker& checker) {
  return std::make_unique<InitialisationRule>(checker);
}

}  // namespace bulkhead::checker
