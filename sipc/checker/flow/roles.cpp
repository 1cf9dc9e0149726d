// The walk that gives mentions their roles; see roles.hpp. It goes down with one question: does the
// surrounding code take the value over (kTaken), or only look at it (kLooked)?
#include "flow/roles.hpp"

#include "flow/inline_calls.hpp"
#include "flow/knowable.hpp"
#include "flow/move_calls.hpp"
#include "flow/unsequenced.hpp"

namespace bulkhead::checker {

namespace {

enum class Fate { kTaken, kLooked };

class RoleFinder {
 public:
  RoleFinder(Checker& checker, LinearTypes& types, Paths& paths, Level level)
      : checker_(checker), types_(types), paths_(paths), level_(level) {}

  void visit_function(const clang::FunctionDecl& function) {
    if (const auto* constructor = llvm::dyn_cast<clang::CXXConstructorDecl>(&function)) {
      for (const auto* init : constructor->inits()) visit_expr(init->getInit(), Fate::kTaken);
    }
    visit(function.getBody());
  }

  void visit_initialiser(const clang::Expr& init) { visit_expr(&init, Fate::kTaken); }

  Roles take() { return std::move(roles_); }

 private:
  void visit(const clang::Stmt* stmt) {
    if (stmt == nullptr) return;
    if (const auto* expr = llvm::dyn_cast<clang::Expr>(stmt)) {
      visit_expr(expr, Fate::kLooked);
    } else if (const auto* declaration = llvm::dyn_cast<clang::DeclStmt>(stmt)) {
      for (const auto* decl : declaration->decls()) visit_variable(*decl);
    } else if (const auto* result = llvm::dyn_cast<clang::ReturnStmt>(stmt)) {
      visit_result(result->getRetValue());
    } else {
      for (const auto* child : stmt->children()) visit(child);
    }
  }

  void visit_variable(const clang::Decl& decl) {
    const auto* variable = llvm::dyn_cast<clang::VarDecl>(&decl);
    if (variable == nullptr || variable->getInit() == nullptr) return;
    visit_expr(variable->getInit(),
               variable->getType()->isReferenceType() ? Fate::kLooked : Fate::kTaken);
  }

  // `return x;` moves a local variable without saying so.
  void visit_result(const clang::Expr* value) {
    if (value == nullptr) return;
    const auto* inner = strip(value);
    if (const auto* construct = llvm::dyn_cast<clang::CXXConstructExpr>(inner)) {
      if (construct->getNumArgs() == 1 && construct->getConstructor()->isCopyOrMoveConstructor()) {
        inner = strip(construct->getArg(0));
      }
    }
    if (mark_path(*inner, Role::kMove)) return;
    visit_expr(value, Fate::kTaken);
  }

  void visit_expr(const clang::Expr* expr, Fate fate) {
    if (expr == nullptr || expr->isTypeDependent()) return;
    const auto* inner = strip(expr);
    // A conversion to an rvalue that nobody wrote is the implicit move of `return x;`.
    const bool implicit_move = expr->isXValue() && inner->isLValue();
    if (mark_path(*inner, implicit_move ? Role::kMove : Role::kUse)) return;
    if (const auto* call = llvm::dyn_cast<clang::CallExpr>(inner)) {
      visit_call(*call, fate);
    } else if (const auto* cast = llvm::dyn_cast<clang::ExplicitCastExpr>(inner)) {
      visit_cast(*cast, fate);
    } else if (const auto* construct = llvm::dyn_cast<clang::CXXConstructExpr>(inner)) {
      check_fresh(*construct, fate);
      visit_arguments(construct->getConstructor(), {construct->getArgs(), construct->getNumArgs()},
                      0);
      if (!construct->isListInitialization()) check_order(*construct);
    } else if (const auto* lambda = llvm::dyn_cast<clang::LambdaExpr>(inner)) {
      visit_lambda(*lambda, fate);
    } else if (const auto* choice = llvm::dyn_cast<clang::ConditionalOperator>(inner)) {
      visit_expr(choice->getCond(), Fate::kLooked);
      visit_expr(choice->getTrueExpr(), fate);
      visit_expr(choice->getFalseExpr(), fate);
    } else if (const auto* list = llvm::dyn_cast<clang::InitListExpr>(inner)) {
      check_fresh(*list, fate);
      for (const auto* element : list->inits()) visit_expr(element, Fate::kTaken);
    } else if (const auto* binary = llvm::dyn_cast<clang::BinaryOperator>(inner)) {
      visit_binary(*binary, fate);
    } else {
      visit_rest(*inner);
    }
  }

  void visit_rest(const clang::Expr& expr) {
    if (llvm::isa<clang::UnaryExprOrTypeTraitExpr, clang::CXXNoexceptExpr, clang::CXXTypeidExpr>(
            expr))
      return;
    if (const auto* default_init = llvm::dyn_cast<clang::CXXDefaultInitExpr>(&expr)) {
      visit_expr(default_init->getExpr(), Fate::kTaken);
      return;
    }
    for (const auto* child : expr.children()) visit(child);
  }

  void visit_binary(const clang::BinaryOperator& binary, Fate fate) {
    visit_expr(binary.getLHS(), Fate::kLooked);
    visit_expr(binary.getRHS(), binary.isCommaOp() ? fate : Fate::kLooked);
  }

  void visit_cast(const clang::ExplicitCastExpr& cast, Fate fate) {
    if (cast.isXValue() && types_.is_linear(cast.getType())) {
      visit_move(cast, *cast.getSubExpr(), fate);
    } else {
      visit_expr(cast.getSubExpr(), cast.getType()->isVoidType() ? Fate::kLooked : fate);
    }
  }

  void visit_call(const clang::CallExpr& call, Fate fate) {
    if (const auto* operand = moved_operand(call)) {
      if (types_.is_linear(operand->getType())) {
        visit_move(call, *operand, fate);
        return;
      }
    }
    check_fresh(call, fate);
    for (const auto* lambda : inline_lambdas(call)) in_place_.insert(lambda);
    if (const auto assignment = as_assignment(call);
        assignment && is_followed_target(call, *assignment)) {
      roles_.assignments[&call] = assignment->target;
      visit_expr(assignment->value, Fate::kTaken);
      check_self_move(call, *assignment);
      return;
    }
    const auto* callee = call.getDirectCallee();
    if (const auto* member = llvm::dyn_cast<clang::CXXMemberCallExpr>(&call)) {
      visit_expr(member->getImplicitObjectArgument(), fate_of_object(member->getMethodDecl()));
      visit_arguments(callee, {call.getArgs(), call.getNumArgs()}, 0);
    } else if (takes_object_first(call)) {
      if (!calls_owner(call) || !mark_path(*strip(call.getArg(0)), Role::kMove)) {
        visit_expr(call.getArg(0), fate_of_object(llvm::cast<clang::CXXMethodDecl>(callee)));
      }
      visit_arguments(callee, {call.getArgs(), call.getNumArgs()}, 1);
    } else {
      visit_arguments(callee, {call.getArgs(), call.getNumArgs()}, 0);
    }
    check_order(call);
    visit_in_place(call);
  }

  // A fresh owner has to be taken over by somebody.
  void check_fresh(const clang::Expr& expr, Fate fate) {
    if (fate == Fate::kTaken || !expr.isPRValue() ||
        types_.of(expr.getType()) != Linearity::kMustConsume)
      return;
    if (llvm::isa<clang::LambdaExpr>(expr)) return;
    report(
        Rule::kDiscarded, expr,
        "result of type " + checker_.spell(expr.getType()) + " is dropped, but must be consumed");
  }

  void visit_move(const clang::Expr& move, const clang::Expr& operand, Fate fate) {
    const auto* place = strip(&operand);
    if (fate != Fate::kTaken && types_.of(operand.getType()) == Linearity::kMustConsume) {
      report(Rule::kDiscarded, move,
             "moved value of type " + checker_.spell(operand.getType()) +
                 " is dropped, but must be consumed");
    }
    if (mark_path(*place, Role::kMove)) return;
    if (place->isGLValue() && level_ < Level::kSdk && !is_fresh(*place)) {
      report(Rule::kMoveFromBorrowed, move,
             "linear value of type " + checker_.spell(operand.getType()) +
                 " moved out of something that this function does not own");
    }
    visit_expr(place, Fate::kTaken);
  }

  // std::move(f()) of a temporary, or of something already moved.
  static bool is_fresh(const clang::Expr& place) {
    return place.isXValue() && llvm::isa<clang::CallExpr, clang::ExplicitCastExpr>(place);
  }

  // Calling a closure that owns something uses it up.
  bool calls_owner(const clang::CallExpr& call) {
    const auto* method = llvm::cast<clang::CXXMethodDecl>(call.getDirectCallee());
    return method->getParent()->isLambda() && types_.is_linear(call.getArg(0)->getType());
  }

  static Fate fate_of_object(const clang::CXXMethodDecl* method) {
    const bool taken = method != nullptr && method->getRefQualifier() == clang::RQ_RValue;
    return taken ? Fate::kTaken : Fate::kLooked;
  }

  static bool takes_object_first(const clang::CallExpr& call) {
    const auto* method = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(call.getDirectCallee());
    return llvm::isa<clang::CXXOperatorCallExpr>(call) && method != nullptr &&
           method->isImplicitObjectMemberFunction();
  }

  struct Assignment {
    const clang::Expr* target;
    const clang::Expr* value;
  };

  // `a = b` and `a.operator=(b)`.
  static std::optional<Assignment> as_assignment(const clang::CallExpr& call) {
    const auto* method = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(call.getDirectCallee());
    if (method == nullptr || method->getOverloadedOperator() != clang::OO_Equal)
      return std::nullopt;
    if (const auto* member = llvm::dyn_cast<clang::CXXMemberCallExpr>(&call)) {
      if (call.getNumArgs() != 1) return std::nullopt;
      return Assignment{strip(member->getImplicitObjectArgument()), call.getArg(0)};
    }
    if (call.getNumArgs() != 2) return std::nullopt;
    return Assignment{strip(call.getArg(0)), call.getArg(1)};
  }

  bool is_followed_target(const clang::CallExpr& call, const Assignment& assignment) {
    const auto leaves = paths_.of_expr(*assignment.target);
    if (leaves && !leaves->empty()) return true;
    const auto type = assignment.target->getType();
    if (level_ < Level::kSdk && assignment.target->isLValue() && types_.is_linear(type)) {
      report(Rule::kMoveFromBorrowed, call,
             "linear value assigned into something that this function does not own");
    }
    return false;
  }

  void check_self_move(const clang::CallExpr& call, const Assignment& assignment) {
    const auto* source = llvm::dyn_cast<clang::CallExpr>(strip(assignment.value));
    const auto* operand = source == nullptr ? nullptr : moved_operand(*source);
    if (operand == nullptr) return;
    const auto from = paths_.of_expr(*strip(operand));
    if (from && from == paths_.of_expr(*assignment.target)) {
      report(Rule::kUseAfterMove, call, "linear value moved into itself");
    }
  }

  void visit_arguments(const clang::FunctionDecl* callee,
                       llvm::ArrayRef<const clang::Expr* const> arguments, unsigned first) {
    for (unsigned i = first; i < arguments.size(); ++i) {
      auto fate = Fate::kTaken;
      if (callee != nullptr && i - first < callee->getNumParams()) {
        const auto type = callee->getParamDecl(i - first)->getType();
        if (type->isLValueReferenceType()) fate = Fate::kLooked;
      }
      visit_expr(arguments[i], fate);
    }
  }

  void visit_lambda(const clang::LambdaExpr& lambda, Fate) {
    auto capture = lambda.capture_begin();
    for (const auto* init : lambda.capture_inits()) {
      const bool by_reference = capture->getCaptureKind() == clang::LCK_ByRef;
      if (!by_reference) visit_expr(init, Fate::kTaken);
      ++capture;
    }
  }

  void visit_in_place(const clang::CallExpr& call) {
    for (const auto* lambda : inline_lambdas(call)) {
      for (const auto* body : lambda_bodies(*lambda)) {
        roles_.in_place.insert(body);
        visit_function(*body);
      }
    }
  }

  void check_order(const clang::Expr& call) { report_unsequenced(checker_, paths_, call); }

  // Notes the role of a path to something linear. False when the expression is no such path.
  bool mark_path(const clang::Expr& expr, Role role) {
    const auto leaves = paths_.of_expr(expr);
    if (!leaves) return false;
    if (!leaves->empty()) roles_.mentions[&expr] = role;
    return true;
  }

  void report(Rule rule, const clang::Expr& expr, std::string what) {
    checker_.diagnose.report({rule, expr.getExprLoc(), std::move(what), expr.getSourceRange()});
  }

  Checker& checker_;
  LinearTypes& types_;
  Paths& paths_;
  Level level_;
  Roles roles_;
  llvm::DenseSet<const clang::LambdaExpr*> in_place_;
};

}  // namespace

void check_initialiser(Checker& checker, LinearTypes& types, const clang::Expr& init, Level level) {
  Paths nothing(types, nullptr);
  RoleFinder(checker, types, nothing, level).visit_initialiser(init);
}

const clang::Expr* strip(const clang::Expr* expr) {
  while (true) {
    const auto* inner = expr->IgnoreParens();
    if (const auto* cast = llvm::dyn_cast<clang::ImplicitCastExpr>(inner)) {
      inner = cast->getSubExpr();
    } else if (const auto* full = llvm::dyn_cast<clang::FullExpr>(inner)) {
      inner = full->getSubExpr();
    } else if (const auto* temporary = llvm::dyn_cast<clang::MaterializeTemporaryExpr>(inner)) {
      inner = temporary->getSubExpr();
    } else if (const auto* bound = llvm::dyn_cast<clang::CXXBindTemporaryExpr>(inner)) {
      inner = bound->getSubExpr();
    } else if (const auto* substituted =
                   llvm::dyn_cast<clang::SubstNonTypeTemplateParmExpr>(inner)) {
      inner = substituted->getReplacement();
    }
    if (inner == expr) return expr;
    expr = inner;
  }
}

Roles find_roles(Checker& checker, LinearTypes& types, Paths& paths,
                 const clang::FunctionDecl& function, Level level) {
  RoleFinder finder(checker, types, paths, level);
  finder.visit_function(function);
  auto roles = finder.take();
  roles.unknowable = find_unknowable(function);
  return roles;
}

}  // namespace bulkhead::checker
