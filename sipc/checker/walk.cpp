// The one visitor of the checker; see walk.hpp. It knows no rule.
#include "walk.hpp"

#include <clang/AST/RecursiveASTVisitor.h>
#include <llvm/ADT/DenseSet.h>

namespace bulkhead::checker {

namespace {

class Walker : public clang::RecursiveASTVisitor<Walker> {
 public:
  using Base = clang::RecursiveASTVisitor<Walker>;

  Walker(Checker& checker, std::vector<std::unique_ptr<AstRule>>& rules, BodyVisitor& bodies)
      : checker_(checker), rules_(rules), bodies_(bodies) {}

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool shouldVisitImplicitCode() const { return false; }

  bool TraverseDecl(clang::Decl* decl) {
    const auto outer = place_;
    if (decl != nullptr && decl->getLocation().isValid()) place_ = decl->getLocation();
    const bool go_on = Base::TraverseDecl(decl);
    place_ = outer;
    return go_on;
  }

  // What Clang writes for a template parameter's value (casts for an enumeration) is nobody's code;
  // the argument was looked at where it was given, and its type is looked at here.
  bool TraverseSubstNonTypeTemplateParmExpr(clang::SubstNonTypeTemplateParmExpr* parameter,
                                            DataRecursionQueue* = nullptr) {
    return WalkUpFromSubstNonTypeTemplateParmExpr(parameter);
  }

  // The base class leaves out the semantic form, and with it all implicit conversions in braces.
  bool TraverseInitListExpr(clang::InitListExpr* list, DataRecursionQueue* queue = nullptr) {
    if (!visited_.insert(list).second) return true;
    // First, for there stand the conversions that say what a text in quotes is for.
    auto* semantic = list->isSemanticForm() ? list : list->getSemanticForm();
    if (semantic != nullptr && !(semantic->isSyntacticForm() && semantic == list)) {
      visited_.insert(semantic);
      if (!TraverseSynOrSemInitListExpr(semantic, queue)) return false;
    }
    return Base::TraverseInitListExpr(list, queue);
  }

  bool VisitDecl(clang::Decl* decl) {
    if (decl->isInvalidDecl() || decl->getLocation().isInvalid()) return true;
    if (is_trusted(decl->getLocation())) return true;
    for (auto& rule : rules_) rule->on_decl(*decl, decl->getLocation());
    if (auto* function = llvm::dyn_cast<clang::FunctionDecl>(decl)) visit_body(*function);
    visit_initialiser(*decl);
    return true;
  }

  bool VisitStmt(clang::Stmt* stmt) {
    const auto place = stmt->getBeginLoc().isValid() ? stmt->getBeginLoc() : place_;
    visit_hidden_parts(*stmt);
    if (is_trusted(place)) return true;
    for (auto& rule : rules_) rule->on_stmt(*stmt, place);
    return true;
  }

  bool VisitTypeLoc(clang::TypeLoc type) {
    const auto place = type.getBeginLoc().isValid() ? type.getBeginLoc() : place_;
    if (is_trusted(place)) return true;
    for (auto& rule : rules_) rule->on_type(type, place);
    return true;
  }

 private:
  bool is_trusted(clang::SourceLocation place) const {
    return checker_.level_of(place) == Level::kTrusted;
  }

  void visit_body(const clang::FunctionDecl& function) {
    if (function.doesThisDeclarationHaveABody() && !function.isDependentContext())
      bodies_.on_function(function);
  }

  void visit_initialiser(const clang::Decl& decl) {
    const clang::Expr* init = nullptr;
    if (const auto* field = llvm::dyn_cast<clang::FieldDecl>(&decl)) {
      init = field->getInClassInitializer();
    } else if (const auto* parameter = llvm::dyn_cast<clang::ParmVarDecl>(&decl)) {
      if (parameter->hasDefaultArg() && !parameter->hasUnparsedDefaultArg() &&
          !parameter->hasUninstantiatedDefaultArg()) {
        init = parameter->getDefaultArg();
      }
    } else if (const auto* variable = llvm::dyn_cast<clang::VarDecl>(&decl)) {
      if (variable->isFileVarDecl()) init = variable->getInit();
    }
    if (init != nullptr) bodies_.on_initialiser(*init, decl.getLocation());
  }

  // What RecursiveASTVisitor leaves out without implicit code: bodies made late, and used in
  // another place.
  void visit_hidden_parts(clang::Stmt& stmt) {
    if (auto* argument = llvm::dyn_cast<clang::CXXDefaultArgExpr>(&stmt))
      visit_once(argument->getExpr());
    if (auto* init = llvm::dyn_cast<clang::CXXDefaultInitExpr>(&stmt)) visit_once(init->getExpr());
    if (auto* lambda = llvm::dyn_cast<clang::LambdaExpr>(&stmt)) visit_lambda(*lambda);
  }

  void visit_once(clang::Expr* expr) {
    if (expr != nullptr && visited_.insert(expr).second) TraverseStmt(expr);
  }

  void visit_lambda(clang::LambdaExpr& lambda) {
    auto* call = lambda.getCallOperator();
    if (call == nullptr || !visited_.insert(call).second) return;
    visit_body(*call);
    auto* generic = call->getDescribedFunctionTemplate();
    if (generic == nullptr) return;
    for (auto* instance : generic->specializations()) {
      if (instance->getTemplateSpecializationKind() != clang::TSK_ImplicitInstantiation) continue;
      visit_body(*instance);
      for (auto* parameter : instance->parameters()) TraverseDecl(parameter);
      TraverseStmt(instance->getBody());
    }
  }

  Checker& checker_;
  std::vector<std::unique_ptr<AstRule>>& rules_;
  BodyVisitor& bodies_;
  llvm::DenseSet<const void*> visited_;
  clang::SourceLocation place_;
};

}  // namespace

void walk_program(Checker& checker, std::vector<std::unique_ptr<AstRule>>& rules,
                  BodyVisitor& bodies) {
  Walker(checker, rules, bodies).TraverseDecl(checker.ast.getTranslationUnitDecl());
}

}  // namespace bulkhead::checker
