// reopened-namespace, shadowed-namespace, included-in-scope, foreign-specialisation: the library's
// names belong to the library. Asked of semantic parents, so qualified definitions, specialisations
// and friends are caught alike.
#include <clang/AST/DeclFriend.h>
#include <clang/AST/DeclTemplate.h>

#include "rules/rule.hpp"
#include "rules/types.hpp"

namespace bulkhead::checker {

namespace {

bool is_library_name(llvm::StringRef name) {
  return name == "sip" || name == "std";
}

class NamespacesRule : public AstRule {
 public:
  using AstRule::AstRule;

  void on_decl(const clang::Decl& decl, clang::SourceLocation place) override {
    if (decl.isImplicit()) return;
    if (const auto* named = llvm::dyn_cast<clang::NamedDecl>(&decl)) check_name(*named, place);
    check_home(decl, place);
    check_include(decl, place);
    check_instantiation(decl);
    if (const auto* friendship = llvm::dyn_cast<clang::FriendDecl>(&decl))
      check_friend(*friendship, place);
  }

 private:
  bool may_extend(llvm::StringRef space, clang::SourceLocation place) const {
    return space == "sip" && checker_.level_of(place) >= Level::kSdk;
  }

  void check_name(const clang::NamedDecl& decl, clang::SourceLocation place) {
    if (!decl.getDeclName().isIdentifier() || !is_library_name(decl.getName())) return;
    if (llvm::isa<clang::UsingDirectiveDecl>(decl)) return;
    const bool at_top = llvm::isa<clang::NamespaceDecl>(decl) &&
                        decl.getDeclContext()->getRedeclContext()->isTranslationUnit();
    if (!at_top) {
      report(Rule::kShadowedNamespace, place,
             "declaration of another '" + decl.getNameAsString() + "'");
    } else if (!may_extend(decl.getName(), place)) {
      report(Rule::kReopenedNamespace, place,
             "namespace '" + decl.getNameAsString() + "' reopened");
    }
  }

  // A declaration written here whose semantic home is the library.
  void check_home(const clang::Decl& decl, clang::SourceLocation place) {
    if (!llvm::isa<clang::NamedDecl>(decl) ||
        llvm::isa<clang::NamespaceDecl, clang::ParmVarDecl>(decl))
      return;
    const auto home = outermost_namespace(decl);
    if (!is_library_name(home) || may_extend(home, place)) return;
    report(Rule::kForeignSpecialisation, place, "declaration inside '" + home.str() + "'");
  }

  void check_friend(const clang::FriendDecl& friendship, clang::SourceLocation place) {
    if (checker_.level_of(place) >= Level::kSdk) return;
    const clang::Decl* target = friendship.getFriendDecl();
    if (const auto* type = friendship.getFriendType())
      target = type->getType()->getAsCXXRecordDecl();
    if (target == nullptr) return;
    if (is_library_name(outermost_namespace(*target))) {
      report(Rule::kForeignSpecialisation, place, "library code made a friend");
    }
  }

  void check_instantiation(const clang::Decl& decl) {
    clang::SourceLocation written;
    if (const auto* instance = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(&decl)) {
      if (clang::isTemplateExplicitInstantiationOrSpecialization(
              instance->getSpecializationKind()) &&
          !instance->isExplicitSpecialization()) {
        written = instance->getPointOfInstantiation();
      }
    } else if (const auto* function = llvm::dyn_cast<clang::FunctionDecl>(&decl)) {
      const auto kind = function->getTemplateSpecializationKind();
      if (kind == clang::TSK_ExplicitInstantiationDeclaration ||
          kind == clang::TSK_ExplicitInstantiationDefinition) {
        written = function->getPointOfInstantiation();
      }
    }
    if (written.isValid())
      report(Rule::kForeignSpecialisation, written,
             "explicit instantiation, which ignores access control,");
  }

  // Library text read inside somebody else's namespace, class or function.
  void check_include(const clang::Decl& decl, clang::SourceLocation place) {
    const auto level = checker_.level_of(place);
    if (level == Level::kUser || llvm::isa<clang::ParmVarDecl>(decl)) return;
    const auto* parent = llvm::dyn_cast_or_null<clang::Decl>(decl.getLexicalDeclContext());
    if (parent == nullptr || llvm::isa<clang::TranslationUnitDecl>(parent) ||
        parent->getLocation().isInvalid())
      return;
    if (checker_.level_of(parent->getLocation()) < level) {
      checker_.diagnose.report_always(
          {Rule::kIncludedInScope, parent->getLocation(), "library header included in here"});
    }
  }
};

}  // namespace

std::unique_ptr<AstRule> make_namespaces_rule(Checker& checker) {
  return std::make_unique<NamespacesRule>(checker);
}

}  // namespace bulkhead::checker
