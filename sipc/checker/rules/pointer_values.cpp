// pointer-value, address-of, this-pointer, function-value, manual-memory, explicit-destructor:
// expressions that make or are pointers. Every expression's type is looked at; what may stand is
// marked by its parent, which is seen first.
#include <clang/AST/ExprCXX.h>
#include <llvm/ADT/DenseSet.h>

#include "references/view_types.hpp"
#include "rules/rule.hpp"
#include "rules/types.hpp"

namespace bulkhead::checker {

namespace {

class PointerValuesRule : public AstRule {
 public:
  using AstRule::AstRule;

  void on_stmt(const clang::Stmt& stmt, clang::SourceLocation place) override {
    const auto* expr = llvm::dyn_cast<clang::Expr>(&stmt);
    if (expr == nullptr) {
      check_range_for(stmt, place);
      return;
    }
    excuse_children(*expr);
    if (checker_.level_of(place) == Level::kKernel) excuse_in_kernel(*expr);
    check_operation(*expr, place);
    if (!excused_.contains(expr)) check_value(*expr, place);
  }

 private:
  // The parts of an expression that have a pointer type only in the syntax tree: a callee, the
  // object of a member.
  void excuse_children(const clang::Expr& expr) {
    if (const auto* call = llvm::dyn_cast<clang::CallExpr>(&expr)) {
      excuse_callee(call->getCallee());
    } else if (const auto* member = llvm::dyn_cast<clang::MemberExpr>(&expr)) {
      if (member->isArrow()) excuse_object(member->getBase());
    } else if (const auto* dependent = llvm::dyn_cast<clang::CXXDependentScopeMemberExpr>(&expr)) {
      if (!dependent->isImplicitAccess()) excuse_object(dependent->getBase());
    } else if (const auto* unresolved = llvm::dyn_cast<clang::UnresolvedMemberExpr>(&expr)) {
      if (!unresolved->isImplicitAccess()) excuse_object(unresolved->getBase());
    } else if (const auto* unary = llvm::dyn_cast<clang::UnaryOperator>(&expr)) {
      if (unary->getOpcode() == clang::UO_Deref) excuse_this(unary->getSubExpr());
    } else if (const auto* lambda = llvm::dyn_cast<clang::LambdaExpr>(&expr)) {
      excuse_captures(*lambda);
    } else if (const auto* list = llvm::dyn_cast<clang::InitListExpr>(&expr)) {
      excuse_elements(*list);
    }
  }

  // `[this]` and `[=]` refer to the object like any other capture by reference.
  void excuse_captures(const clang::LambdaExpr& lambda) {
    auto init = lambda.capture_init_begin();
    for (const auto& capture : lambda.captures()) {
      if (capture.capturesThis()) excuse_this(*init);
      ++init;
    }
  }

  // The braces around the elements of a std::array.
  void excuse_elements(const clang::InitListExpr& list) {
    const auto* record = list.getType()->getAsCXXRecordDecl();
    if (record == nullptr || checker_.level_of(record->getLocation()) != Level::kTrusted) return;
    for (const auto* element : list.inits()) {
      if (!element->getType()->isArrayType()) continue;
      excused_.insert(element);
      if (const auto* inner = llvm::dyn_cast<clang::InitListExpr>(element)) {
        excused_.insert(inner->getSyntacticForm());
        excused_.insert(inner->getSemanticForm());
      }
    }
  }

  void excuse_callee(const clang::Expr* callee) {
    for (const clang::Expr* part = callee; part != nullptr;) {
      excused_.insert(part);
      if (const auto* cast = llvm::dyn_cast<clang::ImplicitCastExpr>(part)) {
        if (cast->getCastKind() != clang::CK_FunctionToPointerDecay &&
            cast->getCastKind() != clang::CK_BuiltinFnToFnPtr) {
          excused_.erase(part);
          return;
        }
        part = cast->getSubExpr();
      } else if (const auto* paren = llvm::dyn_cast<clang::ParenExpr>(part)) {
        part = paren->getSubExpr();
      } else {
        if (!names_function(*part)) excused_.erase(part);
        return;
      }
    }
  }

  static bool names_function(const clang::Expr& expr) {
    if (const auto* name = llvm::dyn_cast<clang::DeclRefExpr>(&expr)) {
      return llvm::isa<clang::FunctionDecl>(name->getDecl());
    }
    if (const auto* member = llvm::dyn_cast<clang::MemberExpr>(&expr)) {
      return llvm::isa<clang::FunctionDecl>(member->getMemberDecl());
    }
    return false;
  }

  void excuse_object(const clang::Expr* base) {
    excuse_this(base);
    const auto* object = base->IgnoreParenImpCasts();
    const auto* call = llvm::dyn_cast<clang::CXXOperatorCallExpr>(object);
    if (call == nullptr || call->getOperator() != clang::OO_Arrow ||
        call->getDirectCallee() == nullptr)
      return;
    // The library's own operator->: its result never has a name, and ends with the member access.
    if (checker_.level_of(call->getDirectCallee()->getLocation()) < Level::kTrusted) return;
    excuse_chain(base);
  }

  void excuse_this(const clang::Expr* base) {
    if (llvm::isa<clang::CXXThisExpr>(base->IgnoreParenImpCasts())) excuse_chain(base);
  }

  void excuse_chain(const clang::Expr* expr) {
    while (true) {
      excused_.insert(expr);
      if (const auto* cast = llvm::dyn_cast<clang::ImplicitCastExpr>(expr)) {
        expr = cast->getSubExpr();
      } else if (const auto* paren = llvm::dyn_cast<clang::ParenExpr>(expr)) {
        expr = paren->getSubExpr();
      } else {
        return;
      }
    }
  }

  void check_operation(const clang::Expr& expr, clang::SourceLocation place) {
    if (const auto* unary = llvm::dyn_cast<clang::UnaryOperator>(&expr)) {
      if (unary->getOpcode() == clang::UO_AddrOf && !is_kernel_member(*unary, place))
        report(Rule::kAddressOf, place, "address taken with '&'");
    } else if (llvm::isa<clang::CXXNewExpr>(expr)) {
      report(Rule::kManualMemory, place, "new-expression");
    } else if (llvm::isa<clang::CXXDeleteExpr>(expr)) {
      report(Rule::kManualMemory, place, "delete-expression");
    } else if (llvm::isa<clang::CXXPseudoDestructorExpr>(expr) || calls_destructor(expr)) {
      report(Rule::kExplicitDestructor, place, "destructor called by hand");
    }
  }

  bool is_kernel_member(const clang::UnaryOperator& address, clang::SourceLocation place) const {
    return checker_.level_of(place) == Level::kKernel &&
           address.getType()->isMemberDataPointerType();
  }

  static bool calls_destructor(const clang::Expr& expr) {
    if (const auto* member = llvm::dyn_cast<clang::MemberExpr>(&expr)) {
      return llvm::isa<clang::CXXDestructorDecl>(member->getMemberDecl());
    }
    const auto* dependent = llvm::dyn_cast<clang::CXXDependentScopeMemberExpr>(&expr);
    return dependent != nullptr &&
           dependent->getMember().getNameKind() == clang::DeclarationName::CXXDestructorName;
  }

  void check_value(const clang::Expr& expr, clang::SourceLocation place) {
    const auto type = expr.getType();
    if (type.isNull() || is_literal_array(expr)) return;
    if (llvm::isa<clang::CXXThisExpr>(expr)) {
      report(Rule::kThisPointer, place, "'this' used as a value");
    } else if (type->isFunctionType()) {
      report(Rule::kFunctionValue, place, "function used as a value");
    } else if (type->isPointerType() && !type->isFunctionPointerType()) {
      report(Rule::kPointerValue, place, "expression of pointer type " + checker_.spell(type));
    } else if (const auto found = find_forbidden(type, checker_.level_of(place))) {
      report(found->rule, place,
             "expression of " + found->what + " " + checker_.spell(found->type));
    }
  }

  // Text in quotes is an array of its own rule (string-literal).
  static bool is_literal_array(const clang::Expr& expr) {
    return llvm::isa<clang::StringLiteral, clang::PredefinedExpr>(expr.IgnoreParenImpCasts()) &&
           expr.getType()->isArrayType();
  }

  // The loop's hidden iterators: a library container whose iterators are pointers would smuggle
  // them in.
  void check_range_for(const clang::Stmt& stmt, clang::SourceLocation place) {
    const auto* loop = llvm::dyn_cast<clang::CXXForRangeStmt>(&stmt);
    if (loop == nullptr || loop->getBeginStmt() == nullptr) return;
    const auto* begin = llvm::dyn_cast<clang::VarDecl>(loop->getBeginStmt()->getSingleDecl());
    if (begin == nullptr || begin->getType()->isDependentType()) return;
    if (checker_.level_of(place) == Level::kKernel && iterates_library(*begin)) return;
    if (const auto found = find_forbidden(begin->getType(), checker_.level_of(place))) {
      report(Rule::kPointerValue, place,
             "the loop's iterator has " + found->what + " " + checker_.spell(found->type));
    }
  }

  // The hidden iterators of std::array, std::span and the kernel's tables go from the first element
  // to the last, have no name, and end with the loop.
  bool iterates_library(const clang::VarDecl& begin) const {
    const auto* call = llvm::dyn_cast_or_null<clang::CallExpr>(
        begin.getInit() == nullptr ? nullptr : begin.getInit()->IgnoreImplicit());
    return call != nullptr && call->getDirectCallee() != nullptr &&
           checker_.level_of(call->getDirectCallee()->getLocation()) == Level::kTrusted;
  }

  // What trusted code takes of kernel code, and gives it by default.
  void excuse_in_kernel(const clang::Expr& expr) {
    if (const auto* construct = llvm::dyn_cast<clang::CXXConstructExpr>(&expr)) {
      excuse_arrays(construct->getConstructor(), {construct->getArgs(), construct->getNumArgs()});
      excuse_text(*construct);
    } else if (const auto* call = llvm::dyn_cast<clang::CallExpr>(&expr);
               call != nullptr && !llvm::isa<clang::CXXOperatorCallExpr>(call)) {
      excuse_arrays(call->getDirectCallee(), {call->getArgs(), call->getNumArgs()});
    } else if (const auto* argument = llvm::dyn_cast<clang::CXXDefaultArgExpr>(&expr)) {
      if (checker_.level_of(argument->getParam()->getLocation()) != Level::kTrusted) return;
      excused_.insert(argument);
      excuse_chain(argument->getExpr());
    }
  }

  // An array of a record that is shared with SIPs, as a reference that knows its length.
  void excuse_arrays(const clang::FunctionDecl* callee,
                     llvm::ArrayRef<const clang::Expr* const> arguments) {
    if (callee == nullptr || checker_.level_of(callee->getLocation()) != Level::kTrusted) return;
    for (unsigned i = 0; i < arguments.size() && i < callee->getNumParams(); ++i) {
      const auto type = callee->getParamDecl(i)->getType();
      if (type->isReferenceType() && type->getPointeeType()->isArrayType())
        excuse_chain(arguments[i]);
    }
  }

  // A literal that becomes a std::string_view: it ends with a zero, and lasts.
  void excuse_text(const clang::CXXConstructExpr& construct) {
    if (construct.getNumArgs() != 1) return;
    if (!is_standard_view(*construct.getConstructor()->getParent())) return;
    excuse_literal(construct.getArg(0));
  }

  void excuse_literal(const clang::Expr* text) {
    const auto* bare = text->IgnoreParenImpCasts();
    if (const auto* choice = llvm::dyn_cast<clang::ConditionalOperator>(bare)) {
      excuse_chain(text);
      excuse_literal(choice->getTrueExpr());
      excuse_literal(choice->getFalseExpr());
    } else if (llvm::isa<clang::StringLiteral>(bare)) {
      excuse_chain(text);
    }
  }

  llvm::DenseSet<const clang::Expr*> excused_;
};

}  // namespace

std::unique_ptr<AstRule> make_pointer_values_rule(Checker& checker) {
  return std::make_unique<PointerValuesRule>(checker);
}

}  // namespace bulkhead::checker
