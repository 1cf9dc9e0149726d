// string-literal: text in quotes stands only where the library takes a reference to constant
// characters.
#include <clang/AST/DeclCXX.h>
#include <clang/AST/ExprCXX.h>
#include <llvm/ADT/DenseSet.h>

#include "references/view_types.hpp"
#include "rules/rule.hpp"

namespace bulkhead::checker {

namespace {

class StringLiteralsRule : public AstRule {
 public:
  using AstRule::AstRule;

  void on_decl(const clang::Decl& decl, clang::SourceLocation) override {
    // Messages of static_assert are no values.
    if (const auto* check = llvm::dyn_cast<clang::StaticAssertDecl>(&decl))
      excuse(check->getMessage());
  }

  void on_stmt(const clang::Stmt& stmt, clang::SourceLocation place) override {
    if (const auto* call = llvm::dyn_cast<clang::CallExpr>(&stmt)) {
      excuse_arguments(call->getDirectCallee(), {call->getArgs(), call->getNumArgs()},
                       first_parameter(*call));
    } else if (const auto* construct = llvm::dyn_cast<clang::CXXConstructExpr>(&stmt)) {
      excuse_arguments(construct->getConstructor(), {construct->getArgs(), construct->getNumArgs()},
                       0);
      if (checker_.level_of(place) == Level::kKernel && construct->getNumArgs() == 1 &&
          is_standard_view(*construct->getConstructor()->getParent()))
        excuse_text(construct->getArg(0));
    } else if (llvm::isa<clang::StringLiteral, clang::PredefinedExpr>(stmt) &&
               !excused_.contains(&stmt)) {
      report(Rule::kStringLiteral, place, "string literal outside a library parameter");
    } else if (const auto* name = llvm::dyn_cast<clang::PredefinedExpr>(&stmt)) {
      excuse(name->getFunctionName());
    }
  }

 private:
  // A member operator's first argument is its object.
  static unsigned first_parameter(const clang::CallExpr& call) {
    const auto* method = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(call.getDirectCallee());
    const bool has_object = llvm::isa<clang::CXXOperatorCallExpr>(call) && method != nullptr &&
                            method->isImplicitObjectMemberFunction();
    return has_object ? 1 : 0;
  }

  void excuse_arguments(const clang::FunctionDecl* callee,
                        llvm::ArrayRef<const clang::Expr* const> arguments, unsigned first) {
    if (callee == nullptr || checker_.level_of(callee->getLocation()) == Level::kUser) return;
    for (unsigned i = first; i < arguments.size() && i - first < callee->getNumParams(); ++i) {
      const auto type = callee->getParamDecl(i - first)->getType();
      if (!type->isReferenceType() || !type->getPointeeType()->isArrayType()) continue;
      if (type->getPointeeType().isConstQualified())
        excuse(arguments[i]->IgnoreParenNoopCasts(checker_.ast));
    }
  }

  void excuse(const clang::Expr* text) {
    if (text == nullptr) return;
    text = text->IgnoreParenImpCasts();
    excused_.insert(text);
  }

  // A literal, or a choice between some, that becomes a std::string_view.
  void excuse_text(const clang::Expr* text) {
    excuse(text);
    const auto* choice = llvm::dyn_cast<clang::ConditionalOperator>(text->IgnoreParenImpCasts());
    if (choice == nullptr) return;
    excuse_text(choice->getTrueExpr());
    excuse_text(choice->getFalseExpr());
  }

  llvm::DenseSet<const clang::Stmt*> excused_;
};

}  // namespace

std::unique_ptr<AstRule> make_string_literals_rule(Checker& checker) {
  return std::make_unique<StringLiteralsRule>(checker);
}

}  // namespace bulkhead::checker
