// raw-pointer, function-value, c-array, null-pointer, forbidden-type, volatile: types that must not
// occur, looked for in everything that has a type: declarations (also deduced ones), aliases,
// template arguments, written types.
#include <clang/AST/DeclCXX.h>
#include <clang/AST/DeclTemplate.h>

#include "rules/rule.hpp"
#include "rules/types.hpp"

namespace bulkhead::checker {

namespace {

class PointerTypesRule : public AstRule {
 public:
  using AstRule::AstRule;

  void on_decl(const clang::Decl& decl, clang::SourceLocation place) override {
    if (decl.isImplicit()) return;
    if (const auto* value = llvm::dyn_cast<clang::ValueDecl>(&decl)) {
      check(value->getType(), place, name_of(*value));
    } else if (const auto* alias = llvm::dyn_cast<clang::TypedefNameDecl>(&decl)) {
      check(alias->getUnderlyingType(), place, name_of(*alias));
    }
    if (const auto* function = llvm::dyn_cast<clang::FunctionDecl>(&decl)) {
      check_arguments(function->getTemplateSpecializationArgs(), place);
    }
    if (const auto* record = llvm::dyn_cast<clang::CXXRecordDecl>(&decl)) check_bases(*record);
  }

  void on_stmt(const clang::Stmt& stmt, clang::SourceLocation place) override {
    const auto* name = llvm::dyn_cast<clang::DeclRefExpr>(&stmt);
    if (name == nullptr) return;
    if (const auto* function = llvm::dyn_cast<clang::FunctionDecl>(name->getDecl())) {
      check_arguments(function->getTemplateSpecializationArgs(), place);
    } else if (const auto* variable =
                   llvm::dyn_cast<clang::VarTemplateSpecializationDecl>(name->getDecl())) {
      check_arguments(&variable->getTemplateArgs(), place);
    }
  }

  void on_type(clang::TypeLoc type, clang::SourceLocation place) override {
    check(type.getType(), place, "");
  }

 private:
  static std::string name_of(const clang::NamedDecl& decl) {
    return decl.getDeclName().isEmpty() ? "" : " for '" + decl.getNameAsString() + "'";
  }

  void check_bases(const clang::CXXRecordDecl& record) {
    if (!record.isThisDeclarationADefinition()) return;
    for (const auto& base : record.bases())
      check(base.getType(), base.getBeginLoc(), " as a base class");
  }

  void check_arguments(const clang::TemplateArgumentList* arguments, clang::SourceLocation place) {
    if (arguments == nullptr) return;
    for (const auto& argument : arguments->asArray()) {
      if (argument.getKind() == clang::TemplateArgument::Type) {
        check(argument.getAsType(), place, " as a template argument");
      } else if (argument.getKind() == clang::TemplateArgument::Declaration) {
        check(argument.getParamTypeForDecl(), place, " as a template argument");
      } else if (argument.getKind() == clang::TemplateArgument::Pack) {
        check_pack(argument, place);
      }
    }
  }

  void check_pack(const clang::TemplateArgument& pack, clang::SourceLocation place) {
    for (const auto& element : pack.pack_elements()) {
      if (element.getKind() == clang::TemplateArgument::Type) {
        check(element.getAsType(), place, " as a template argument");
      }
    }
  }

  void check(clang::QualType type, clang::SourceLocation place, const std::string& where) {
    const auto found = find_forbidden(type, checker_.level_of(place));
    if (!found) return;
    report(found->rule, place,
           found->what + " " + checker_.spell(found->type) + where + " in checked code");
  }
};

}  // namespace

std::unique_ptr<AstRule> make_pointer_types_rule(Checker& checker) {
  return std::make_unique<PointerTypesRule>(checker);
}

}  // namespace bulkhead::checker
