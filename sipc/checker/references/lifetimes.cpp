// The judgements over the roots of one function; see lifetimes.hpp.
#include "references/lifetimes.hpp"

#include "flow/inline_calls.hpp"
#include "flow/linear.hpp"
#include "flow/move_calls.hpp"
#include "references/body.hpp"
#include "references/roots.hpp"

namespace bulkhead::checker {

namespace {

class LifetimeCheck {
 public:
  LifetimeCheck(Checker& checker, ViewTypes& views, const Body& body)
      : checker_(checker), views_(views), body_(body), roots_(checker, views, body) {}

  void run() {
    for (const auto* variable : body_.variables()) check_variable(*variable);
    for (const auto& assignment : body_.assignments()) check_assignment(assignment);
    for (const auto& result : body_.returns()) check_return(result);
    for (const auto* call : body_.calls()) check_call(*call);
  }

 private:
  using Kind = Root::Kind;

  void check_variable(const clang::VarDecl& variable) {
    const auto type = variable.getType();
    const bool reference = type->isReferenceType();
    const bool view = views_.is_plain_view(type.getNonReferenceType());
    if (reference && view) check_reference_to_view(variable);
    if (llvm::isa<clang::ParmVarDecl>(variable) || !variable.hasLocalStorage()) return;
    if (!reference && !views_.is_view(type)) return;
    if (variable.getInit() == nullptr) return;
    const auto* init = variable.getInit();
    // A reference needs its place; a view, or a closure bound to a reference, what it looks at.
    auto found = reference ? roots_.of_place(*init) : roots_.of_target(*init);
    if (reference && views_.is_view(type.getNonReferenceType()))
      found.append(roots_.of_target(*init));
    for (const auto& root : found) {
      if (root.kind == Kind::kTemporary || root.kind == Kind::kUnknown)
        return report_temporary(variable.getLocation(), root, reference);
      if (!reference && !lives_as_long(root, variable))
        return report_outlived(variable.getLocation(), root, variable);
    }
  }

  // Assigning through it would change what the view looks at unseen.
  void check_reference_to_view(const clang::VarDecl& variable) {
    const auto type = variable.getType();
    const auto place = variable.getLocation();
    if (type->getPointeeType().isConstQualified() || checker_.level_of(place) >= Level::kSdk)
      return;
    if (variable.isImplicit() || is_move_member(variable) || keeps_own_temporary(variable)) return;
    report(Rule::kReferenceToView, place,
           "'" + variable.getNameAsString() + "' is a reference " + checker_.spell(type) +
               " to a view");
  }

  static bool is_move_member(const clang::VarDecl& variable) {
    const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(variable.getDeclContext());
    return method != nullptr && method->isImplicit();
  }

  static bool keeps_own_temporary(const clang::VarDecl& variable) {
    if (llvm::isa<clang::ParmVarDecl>(variable) || variable.getInit() == nullptr) return false;
    const auto* made =
        llvm::dyn_cast<clang::MaterializeTemporaryExpr>(variable.getInit()->IgnoreParenImpCasts());
    return made != nullptr && made->getExtendingDecl() == &variable;
  }

  void check_assignment(const Assignment& assignment) {
    llvm::SmallVector<const clang::VarDecl*, 2> targets;
    const auto place = assignment.whole->getExprLoc();
    if (!named_variables(*assignment.place, targets) || targets.empty()) {
      if (checker_.level_of(place) >= Level::kSdk) return;
      return report(Rule::kReferenceToView, place, "view assigned to through a reference");
    }
    const auto found = roots_.of_value(*assignment.value);
    for (const auto* target : targets) {
      for (const auto& root : found) {
        if (root.kind == Kind::kTemporary || root.kind == Kind::kUnknown)
          return report_temporary(place, root, false);
        if (!lives_as_long(root, *target)) return report_outlived(place, root, *target);
      }
    }
  }

  bool lives_as_long(const Root& root, const clang::VarDecl& variable) const {
    const auto* home = body_.home_of(variable);
    if (home == nullptr) return false;  // not of this function at all
    if (root.kind == Kind::kObject) return true;
    if (root.kind == Kind::kClosure) return body_.is_within(home->function, root.closure);
    const auto* other = root.variable == nullptr ? nullptr : body_.home_of(*root.variable);
    if (other == nullptr) return false;
    if (root.kind == Kind::kParameter) return body_.is_within(home->function, other->function);
    if (!body_.encloses(other->scope, home->scope)) return false;
    // A jump back over a later declaration would end it while the view goes on.
    return !body_.has_labels() || other->scope != home->scope || other->order < home->order;
  }

  void check_return(const Return& result) {
    const auto* value = result.statement->getRetValue();
    if (value == nullptr) return;
    const auto type = result.function->getReturnType();
    Roots found;
    if (type->isReferenceType()) {
      found = roots_.of_place(*value);
      if (views_.is_view(type.getNonReferenceType())) found.append(roots_.of_target(*value));
    } else if (views_.is_plain_view(type)) {
      found = roots_.of_target(*value);
    }
    for (const auto& root : found) {
      if (!ends_with(root, *result.function) && !breaks_promise(root, *result.function)) continue;
      Finding finding{Rule::kReturnedLocal, result.statement->getBeginLoc(),
                      std::string(type->isReferenceType() ? "reference" : "view") +
                          " to something that ends with this call",
                      value->getSourceRange(), notes_of(root)};
      checker_.diagnose.report(finding);
      return;
    }
  }

  // What callers rely on: an assignment returns its own object, and what a function only looks at
  // does not come out of it as something to be changed.
  bool breaks_promise(const Root& root, const clang::FunctionDecl& function) {
    const auto result = function.getReturnType();
    if (!result->isReferenceType()) return false;
    const bool parameter =
        root.kind == Kind::kParameter && root.variable->getDeclContext() == &function;
    if (parameter && function.getOverloadedOperator() == clang::OO_Equal) return true;
    // The library's handles are const while what they lead to is not; nothing is concluded there.
    if (checker_.level_of(function.getLocation()) >= Level::kSdk) return false;
    if (result->getPointeeType().isConstQualified()) return false;
    if (root.kind == Kind::kObject) {
      const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(&function);
      return method != nullptr && method->isConst() && !method->getParent()->isLambda() &&
             stays_const(checker_.ast.getRecordType(method->getParent()));
    }
    if (!parameter || !root.variable->getType()->isReferenceType()) return false;
    const auto referent = root.variable->getType()->getPointeeType();
    return referent.isConstQualified() && !views_.is_view(referent) && stays_const(referent);
  }

  bool ends_with(const Root& root, const clang::FunctionDecl& function) const {
    switch (root.kind) {
      case Kind::kTemporary:
      case Kind::kUnknown:
        return true;
      case Kind::kLocal: {
        const auto* home = body_.home_of(*root.variable);
        return home == nullptr || home->function == &function;
      }
      default:
        return false;
    }
  }

  void check_call(const clang::Expr& call) {
    const auto place = call.getExprLoc();
    if (checker_.level_of(place) >= Level::kSdk) return;
    const auto* callee = callee_of(call);
    if (callee == nullptr) return;
    if (is_branching(callee) && (call.isGLValue() || views_.is_view(call.getType()))) {
      report(Rule::kOutlivedView, place,
             "a closure that runs in place gives out " +
                 std::string(call.isGLValue() ? "a reference" : "a view"));
    }
    check_kept(call, *callee);
    check_bound_views(call, *callee);
  }

  // A closure over references, given to something that calls it later.
  void check_kept(const clang::Expr& call, const clang::FunctionDecl& callee) {
    const auto* constructor = llvm::dyn_cast<clang::CXXConstructorDecl>(&callee);
    const bool keeper = has_annotation(callee, "sip::keeps") ||
                        (constructor != nullptr && is_keeper(*constructor->getParent()));
    if (!keeper) return;
    for (const auto& argument : arguments_of(call)) {
      const auto type = argument.value->getType();
      const auto* record = type->getAsCXXRecordDecl();
      const bool escapes = record != nullptr && views_.is_view(type) &&
                           (record->isLambda() || has_annotation(callee, "sip::keeps"));
      if (!escapes) continue;
      report(Rule::kEscapingClosure, argument.value->getExprLoc(),
             record->isLambda() ? "closure that captures by reference is kept" : "view is kept");
    }
  }

  // std::swap(a, b) and the like: what a view looks at must change under its own name.
  void check_bound_views(const clang::Expr& call, const clang::FunctionDecl& callee) {
    const auto* plain = llvm::dyn_cast<clang::CallExpr>(&call);
    if (plain != nullptr && moved_operand(*plain) != nullptr) return;
    const auto level = checker_.level_of(callee.getLocation());
    if (level == Level::kSdk && is_forwarding(callee)) return;
    const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(&callee);
    if (method != nullptr && class_has_annotation(*method->getParent(), "sip::view")) return;
    for (const auto& argument : arguments_of(call)) {
      if (argument.parameter == nullptr || !argument.by_reference) continue;
      const auto referent = argument.parameter->getType()->getPointeeType();
      if (referent.isConstQualified() || !views_.is_plain_view(referent)) continue;
      if (!argument.value->isLValue()) continue;
      report(Rule::kReferenceToView, argument.value->getExprLoc(),
             "view given away by non-const reference");
    }
  }

  // The library's own generic functions hand arguments on; those that exchange values are named.
  static bool is_forwarding(const clang::FunctionDecl& callee) {
    if (!callee.getDeclName().isIdentifier()) return true;
    return callee.getName() != "swap" && callee.getName() != "exchange";
  }

  void report_temporary(clang::SourceLocation place, const Root& root, bool reference) {
    Finding finding{
        Rule::kDanglingReference, place,
        std::string(reference ? "reference into" : "view of") +
            (root.kind == Kind::kTemporary ? " a temporary that ends with this statement"
                                           : " something that cannot be followed"),
        root.expr == nullptr ? clang::SourceRange() : root.expr->getSourceRange(), notes_of(root)};
    checker_.diagnose.report(finding);
  }

  void report_outlived(clang::SourceLocation place, const Root& root,
                       const clang::VarDecl& variable) {
    const auto what = root.variable == nullptr
                          ? std::string("what it looks at")
                          : "'" + root.variable->getNameAsString() + "', which it looks at";
    Finding finding{Rule::kOutlivedView,
                    place,
                    "'" + variable.getNameAsString() + "' is there longer than " + what,
                    {},
                    notes_of(root)};
    checker_.diagnose.report(finding);
  }

  static std::vector<Note> notes_of(const Root& root) {
    if (root.kind == Kind::kTemporary)
      return {{root.expr->getBeginLoc(), "the temporary is made here"}};
    if (root.kind == Kind::kUnknown && root.expr != nullptr)
      return {{root.expr->getBeginLoc(), "it comes from here"}};
    if (root.variable != nullptr)
      return {{root.variable->getLocation(),
               "'" + root.variable->getNameAsString() + "' is declared here"}};
    return {};
  }

  void report(Rule rule, clang::SourceLocation place, std::string what) {
    checker_.diagnose.report({rule, place, std::move(what)});
  }

  Checker& checker_;
  ViewTypes& views_;
  const Body& body_;
  RootFinder roots_;
};

}  // namespace

void Lifetimes::check(const clang::FunctionDecl& function) {
  if (function.isInvalidDecl() || function.isDefaulted() || function.getBody() == nullptr) return;
  if (checker_.diagnose.has_compiler_errors() || done_.contains(&function)) return;
  const Body body(views_, function);
  done_.insert(body.functions().begin(), body.functions().end());
  LifetimeCheck(checker_, views_, body).run();
}

}  // namespace bulkhead::checker
