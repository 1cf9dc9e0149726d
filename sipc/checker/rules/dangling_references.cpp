// returned-local, dangling-reference: a reference that a call returns is rooted in that call's
// reference arguments. So it must not be returned when one of them ends with this function, nor be
// given a name when one of them is a temporary.
#include <clang/AST/DeclCXX.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/ExprCXX.h>
#include <llvm/ADT/SmallPtrSet.h>

#include "flow/inline_calls.hpp"
#include "rules/rule.hpp"

namespace bulkhead::checker {

namespace {

// How long the result is wanted: as long as a local variable, or longer than the call.
enum class Needed { kInThisScope, kAfterReturn };

// Whether an object of type `whole` can have one of type `part` inside. With no pointers about, a
// reference to `part` can come from a reference to `whole` only then.
class Containment {
 public:
  explicit Containment(const clang::ASTContext& ast) : ast_(ast) {}

  bool may_hold(clang::QualType whole, clang::QualType part) {
    whole = whole.getNonReferenceType().getCanonicalType().getUnqualifiedType();
    part = part.getNonReferenceType().getCanonicalType().getUnqualifiedType();
    if (ast_.hasSameType(whole, part)) return true;
    if (const auto* array = whole->getAsArrayTypeUnsafe())
      return may_hold(array->getElementType(), part);
    const auto* record = whole->getAsCXXRecordDecl();
    if (record == nullptr || !seen_.insert(record->getCanonicalDecl()).second) return false;
    if (!record->hasDefinition()) return true;
    return is_related(*record, part) || has_part(*record->getDefinition(), part);
  }

 private:
  static bool is_related(const clang::CXXRecordDecl& record, clang::QualType part) {
    const auto* other = part->getAsCXXRecordDecl();
    if (other == nullptr || !other->hasDefinition()) return false;
    return record.isDerivedFrom(other) || other->isDerivedFrom(&record);
  }

  bool has_part(const clang::CXXRecordDecl& record, clang::QualType part) {
    for (const auto& base : record.bases()) {
      if (may_hold(base.getType(), part)) return true;
    }
    for (const auto* field : record.fields()) {
      if (!field->getType()->isReferenceType() && may_hold(field->getType(), part)) return true;
    }
    // Opaque storage has its element only as an argument.
    const auto* instance = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(&record);
    if (instance == nullptr) return false;
    for (const auto& argument : instance->getTemplateArgs().asArray()) {
      if (argument.getKind() == clang::TemplateArgument::Type &&
          may_hold(argument.getAsType(), part))
        return true;
    }
    return false;
  }

  const clang::ASTContext& ast_;
  llvm::SmallPtrSet<const clang::CXXRecordDecl*, 8> seen_;
};

class DanglingReferencesRule : public AstRule {
 public:
  using AstRule::AstRule;

  void on_decl(const clang::Decl& decl, clang::SourceLocation place) override {
    if (const auto* function = llvm::dyn_cast<clang::FunctionDecl>(&decl)) check_results(*function);
    if (const auto* variable = llvm::dyn_cast<clang::VarDecl>(&decl))
      check_variable(*variable, place);
  }

  void on_stmt(const clang::Stmt& stmt, clang::SourceLocation place) override {
    if (const auto* lambda = llvm::dyn_cast<clang::LambdaExpr>(&stmt)) {
      for (const auto* body : lambda_bodies(*lambda)) check_results(*body);
    } else if (const auto* loop = llvm::dyn_cast<clang::CXXForRangeStmt>(&stmt)) {
      const auto* range = loop->getRangeStmt();
      if (range == nullptr) return;
      check_variable(*llvm::cast<clang::VarDecl>(range->getSingleDecl()), place);
    }
  }

 private:
  void check_variable(const clang::VarDecl& variable, clang::SourceLocation place) {
    if (llvm::isa<clang::ParmVarDecl>(variable) || !variable.getType()->isReferenceType()) return;
    const auto* init = variable.getInit();
    if (init == nullptr || init->isTypeDependent() || init->isValueDependent()) return;
    if (const auto* root = dying_root(*init, Needed::kInThisScope)) {
      checker_.diagnose.report({Rule::kDanglingReference,
                                place,
                                "reference into a temporary that ends with this statement",
                                root->getSourceRange(),
                                {{root->getBeginLoc(), "the temporary is made here"}}});
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
      if (const auto* root = dying_root(*result->getRetValue(), Needed::kAfterReturn)) {
        report(Rule::kReturnedLocal, result->getBeginLoc(),
               "reference to something that ends with this call", root->getSourceRange());
      }
    }
    for (const auto* child : stmt.children()) {
      if (child != nullptr) check_returns(*child);
    }
  }

  // The part of the expression that ends too early for a reference to its value, or null.
  const clang::Expr* dying_root(const clang::Expr& expr, Needed needed) {
    const auto& inner = *expr.IgnoreParens();
    if (const auto* full = llvm::dyn_cast<clang::FullExpr>(&inner))
      return dying_root(*full->getSubExpr(), needed);
    if (!inner.isGLValue()) return nullptr;
    if (const auto* made = llvm::dyn_cast<clang::MaterializeTemporaryExpr>(&inner)) {
      const bool extended = needed == Needed::kInThisScope && made->getExtendingDecl() != nullptr;
      return extended ? nullptr : made;
    }
    if (const auto* cast = llvm::dyn_cast<clang::CastExpr>(&inner))
      return dying_root(*cast->getSubExpr(), needed);
    if (const auto* name = llvm::dyn_cast<clang::DeclRefExpr>(&inner))
      return dying_name(*name, needed);
    if (const auto* member = llvm::dyn_cast<clang::MemberExpr>(&inner))
      return dying_member(*member, needed);
    if (const auto* call = llvm::dyn_cast<clang::CallExpr>(&inner))
      return dying_argument(*call, needed);
    if (const auto* choice = llvm::dyn_cast<clang::ConditionalOperator>(&inner)) {
      const auto* first = dying_root(*choice->getTrueExpr(), needed);
      return first != nullptr ? first : dying_root(*choice->getFalseExpr(), needed);
    }
    if (const auto* binary = llvm::dyn_cast<clang::BinaryOperator>(&inner)) {
      return dying_root(binary->isCommaOp() ? *binary->getRHS() : *binary->getLHS(), needed);
    }
    const auto* unary = llvm::dyn_cast<clang::UnaryOperator>(&inner);
    const bool counts = unary != nullptr && unary->isIncrementDecrementOp();
    return counts ? dying_root(*unary->getSubExpr(), needed) : nullptr;
  }

  const clang::Expr* dying_name(const clang::DeclRefExpr& name, Needed needed) {
    if (needed == Needed::kInThisScope || name.refersToEnclosingVariableOrCapture()) return nullptr;
    const auto* variable = llvm::dyn_cast<clang::VarDecl>(name.getDecl());
    if (const auto* binding = llvm::dyn_cast<clang::BindingDecl>(name.getDecl())) {
      variable = llvm::dyn_cast<clang::VarDecl>(binding->getDecomposedDecl());
    }
    if (variable == nullptr || !variable->hasLocalStorage()) return nullptr;
    if (!variable->getType()->isReferenceType()) return &name;
    if (llvm::isa<clang::ParmVarDecl>(variable) || variable->getInit() == nullptr) return nullptr;
    return dying_root(*variable->getInit(), needed);
  }

  const clang::Expr* dying_member(const clang::MemberExpr& member, Needed needed) {
    const auto* field = llvm::dyn_cast<clang::FieldDecl>(member.getMemberDecl());
    if (field == nullptr || field->getType()->isReferenceType()) return nullptr;
    if (!member.isArrow()) return dying_root(*member.getBase(), needed);
    const auto* arrow = llvm::dyn_cast<clang::CallExpr>(member.getBase()->IgnoreParenImpCasts());
    return arrow == nullptr ? nullptr : dying_argument(*arrow, needed);
  }

  const clang::Expr* dying_argument(const clang::CallExpr& call, Needed needed) {
    const auto* callee = call.getDirectCallee();
    if (callee == nullptr) return nullptr;
    const auto result =
        call.getType()->isPointerType() ? call.getType()->getPointeeType() : call.getType();
    const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(callee);
    unsigned first = 0;
    if (const auto* member = llvm::dyn_cast<clang::CXXMemberCallExpr>(&call)) {
      if (const auto* root = rooted_in(*member->getImplicitObjectArgument(), result, needed))
        return root;
    } else if (llvm::isa<clang::CXXOperatorCallExpr>(call) && method != nullptr &&
               method->isImplicitObjectMemberFunction()) {
      if (const auto* root = rooted_in(*call.getArg(0), result, needed)) return root;
      first = 1;
    }
    for (unsigned i = first; i < call.getNumArgs() && i - first < callee->getNumParams(); ++i) {
      if (!callee->getParamDecl(i - first)->getType()->isReferenceType()) continue;
      if (const auto* root = rooted_in(*call.getArg(i), result, needed)) return root;
    }
    return nullptr;
  }

  const clang::Expr* rooted_in(const clang::Expr& argument, clang::QualType result, Needed needed) {
    if (!Containment(checker_.ast).may_hold(argument.getType(), result)) return nullptr;
    return dying_root(argument, needed);
  }
};

}  // namespace

std::unique_ptr<AstRule> make_dangling_references_rule(Checker& checker) {
  return std::make_unique<DanglingReferencesRule>(checker);
}

}  // namespace bulkhead::checker
