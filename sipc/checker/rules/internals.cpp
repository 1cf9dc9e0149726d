// library-internals: user code does not name sip::prim or sip::detail. The declaration that is
// referred to decides, so using-declarations, aliases, argument-dependent look-up and decltype are
// no way round.
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/ExprCXX.h>

#include "flow/linear.hpp"
#include "rules/rule.hpp"
#include "rules/types.hpp"

namespace bulkhead::checker {

namespace {

class InternalsRule : public AstRule {
 public:
  explicit InternalsRule(Checker& checker) : AstRule(checker), types_(checker) {}

  void on_decl(const clang::Decl& decl, clang::SourceLocation place) override {
    if (const auto* using_decl = llvm::dyn_cast<clang::UsingDecl>(&decl)) {
      for (const auto* shadow : using_decl->shadows()) check(shadow->getTargetDecl(), place);
    } else if (const auto* directive = llvm::dyn_cast<clang::UsingDirectiveDecl>(&decl)) {
      check(directive->getNominatedNamespace(), place);
    } else if (const auto* alias = llvm::dyn_cast<clang::NamespaceAliasDecl>(&decl)) {
      check(alias->getNamespace(), place);
    } else if (const auto* record = llvm::dyn_cast<clang::CXXRecordDecl>(&decl)) {
      if (!record->isThisDeclarationADefinition()) return;
      for (const auto& base : record->bases()) check_base(base);
    }
  }

  void on_stmt(const clang::Stmt& stmt, clang::SourceLocation place) override {
    if (const auto* name = llvm::dyn_cast<clang::DeclRefExpr>(&stmt)) {
      const auto* target = name->getDecl();
      const bool own =
          llvm::isa<clang::VarDecl>(target) && target->getDeclContext()->isFunctionOrMethod();
      if (!own) check(target, place);
    } else if (const auto* overloads = llvm::dyn_cast<clang::OverloadExpr>(&stmt)) {
      check_overloads(*overloads, place);
    } else if (const auto* object = llvm::dyn_cast<clang::CXXConstructExpr>(&stmt)) {
      // Passing on what the library gave is no construction.
      if (object->getConstructor()->isCopyOrMoveConstructor()) return;
      check(object->getType()->getAsCXXRecordDecl(), place);
    } else if (const auto* list = llvm::dyn_cast<clang::InitListExpr>(&stmt)) {
      if (!list->getType().isNull()) check(list->getType()->getAsCXXRecordDecl(), place);
    }
  }

  void on_type(clang::TypeLoc type, clang::SourceLocation place) override {
    if (const auto alias = type.getAs<clang::TypedefTypeLoc>())
      check(alias.getTypedefNameDecl(), place);
    if (const auto shadow = type.getAs<clang::UsingTypeLoc>())
      check(shadow.getFoundDecl()->getTargetDecl(), place);
    if (const auto instance = type.getAs<clang::TemplateSpecializationTypeLoc>()) {
      check(instance.getTypePtr()->getTemplateName().getAsTemplateDecl(), place);
    }
    if (type.getAs<clang::AutoTypeLoc>()) return;  // deduced, not named
    check(type.getType()->getAsCXXRecordDecl(), place);
    check(type.getType()->getAsTagDecl(), place);
  }

 private:
  // A base class opens its protected parts: an endpoint's handle, for one.
  void check_base(const clang::CXXBaseSpecifier& base) {
    const auto* record = base.getType()->getAsCXXRecordDecl();
    check(record, base.getBeginLoc());
    if (record == nullptr || checker_.level_of(base.getBeginLoc()) != Level::kUser) return;
    if (checker_.level_of(record->getLocation()) > Level::kUser &&
        types_.is_linear(base.getType())) {
      report(Rule::kLibraryInternals, base.getBeginLoc(),
             "derived from the library's linear type " + checker_.spell(base.getType()));
    }
  }

  // A mixed overload set is only an offence when the internal one is all there is; the one chosen
  // is seen later.
  void check_overloads(const clang::OverloadExpr& overloads, clang::SourceLocation place) {
    if (overloads.getNumDecls() == 0) return;
    for (const auto* decl : overloads.decls()) {
      if (!is_library_internal(*decl)) return;
    }
    check(*overloads.decls_begin(), place);
  }

  void check(const clang::Decl* target, clang::SourceLocation place) {
    if (target == nullptr || checker_.level_of(place) > Level::kKernel ||
        !is_library_internal(*target))
      return;
    const auto* named = llvm::dyn_cast<clang::NamedDecl>(target);
    report(Rule::kLibraryInternals, place,
           "use of library internal '" +
               (named != nullptr ? named->getQualifiedNameAsString() : "") + "'");
  }

  LinearTypes types_;
};

}  // namespace

std::unique_ptr<AstRule> make_internals_rule(Checker& checker) {
  return std::make_unique<InternalsRule>(checker);
}

}  // namespace bulkhead::checker
