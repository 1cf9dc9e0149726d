// Back from an expression to its roots; see roots.hpp.
#include "references/roots.hpp"

#include "flow/roles.hpp"
#include "references/containment.hpp"

namespace bulkhead::checker {

Roots RootFinder::of_place(const clang::Expr& glvalue) {
  roots_.clear();
  places_.clear();
  targets_.clear();
  find(glvalue, Want::kPlace);
  return std::move(roots_);
}

Roots RootFinder::of_target(const clang::Expr& view) {
  roots_.clear();
  places_.clear();
  targets_.clear();
  find(view, Want::kTarget);
  return std::move(roots_);
}

Roots RootFinder::of_value(const clang::Expr& expr) {
  return is_view(expr) ? of_target(expr) : of_place(expr);
}

Roots RootFinder::of_variable(const clang::VarDecl& variable) {
  roots_.clear();
  places_.clear();
  targets_.clear();
  const auto type = variable.getType();
  if (type->isReferenceType()) find_place_of_variable(variable, nullptr);
  if (views_.is_view(type.getNonReferenceType())) find_target_of_variable(variable);
  return std::move(roots_);
}

clang::QualType RootFinder::type_of(const clang::Expr& expr) {
  const auto type = expr.getType();
  return type->isPointerType() ? type->getPointeeType() : type;
}

void RootFinder::find(const clang::Expr& expr, Want want) {
  const auto& inner = *expr.IgnoreParens();
  if (stop_ && stop_(inner)) return;
  if (find_wrapped(inner, want)) return;
  if (const auto* name = llvm::dyn_cast<clang::DeclRefExpr>(&inner)) {
    find_name(*name, want);
  } else if (const auto* member = llvm::dyn_cast<clang::MemberExpr>(&inner)) {
    find_member(*member, want);
  } else if (llvm::isa<clang::CXXThisExpr>(inner)) {
    find_this(inner);
  } else if (const auto* lambda = llvm::dyn_cast<clang::LambdaExpr>(&inner)) {
    find_captures(*lambda);
  } else if (llvm::isa<clang::CallExpr, clang::CXXConstructExpr>(inner)) {
    find_call(inner, want);
  } else if (const auto* choice = llvm::dyn_cast<clang::ConditionalOperator>(&inner)) {
    find(*choice->getTrueExpr(), want);
    find(*choice->getFalseExpr(), want);
  } else if (const auto* binary = llvm::dyn_cast<clang::BinaryOperator>(&inner)) {
    find(binary->isCommaOp() ? *binary->getRHS() : *binary->getLHS(), want);
  } else if (const auto* unary = llvm::dyn_cast<clang::UnaryOperator>(&inner)) {
    find(*unary->getSubExpr(), want);
  } else if (const auto* list = llvm::dyn_cast<clang::InitListExpr>(&inner)) {
    for (const auto* part : list->inits()) find_value(*part);
  } else if (const auto* group = llvm::dyn_cast<clang::CXXParenListInitExpr>(&inner)) {
    for (const auto* part : group->getInitExprs()) find_value(*part);
  } else if (!llvm::isa<clang::StringLiteral, clang::PredefinedExpr, clang::ImplicitValueInitExpr,
                        clang::CXXScalarValueInitExpr>(inner)) {
    add({.kind = Root::Kind::kUnknown, .expr = &inner});
  }
}

// Forms that only hand on what is inside.
bool RootFinder::find_wrapped(const clang::Expr& expr, Want want) {
  const clang::Expr* inside = nullptr;
  if (const auto* full = llvm::dyn_cast<clang::FullExpr>(&expr)) {
    inside = full->getSubExpr();
  } else if (const auto* cast = llvm::dyn_cast<clang::CastExpr>(&expr)) {
    inside = cast->getSubExpr();
  } else if (const auto* bound = llvm::dyn_cast<clang::CXXBindTemporaryExpr>(&expr)) {
    inside = bound->getSubExpr();
  } else if (const auto* default_argument = llvm::dyn_cast<clang::CXXDefaultArgExpr>(&expr)) {
    inside = default_argument->getExpr();
  } else if (const auto* default_init = llvm::dyn_cast<clang::CXXDefaultInitExpr>(&expr)) {
    inside = default_init->getExpr();
  } else if (const auto* rewritten = llvm::dyn_cast<clang::CXXRewrittenBinaryOperator>(&expr)) {
    inside = rewritten->getSemanticForm();
  } else if (const auto* value = llvm::dyn_cast<clang::SubstNonTypeTemplateParmExpr>(&expr)) {
    inside = value->getReplacement();
  } else if (const auto* opaque = llvm::dyn_cast<clang::OpaqueValueExpr>(&expr)) {
    inside = opaque->getSourceExpr();
  } else if (const auto* made = llvm::dyn_cast<clang::MaterializeTemporaryExpr>(&expr)) {
    inside = made->getSubExpr();
    if (want == Want::kPlace) {
      const auto* owner = llvm::dyn_cast_or_null<clang::VarDecl>(made->getExtendingDecl());
      if (owner == nullptr) {
        add({.kind = Root::Kind::kTemporary, .expr = made});
      } else if (owner->hasLocalStorage()) {
        add({.kind = Root::Kind::kLocal, .variable = owner});
      }
      return true;
    }
  }
  if (inside == nullptr) return false;
  find(*inside, want);
  return true;
}

void RootFinder::find_value(const clang::Expr& expr) {
  if (is_view(expr)) {
    find(expr, Want::kTarget);
  } else if (expr.isGLValue()) {
    find(expr, Want::kPlace);
  }
}

void RootFinder::find_name(const clang::DeclRefExpr& name, Want want) {
  if (const auto* binding = llvm::dyn_cast<clang::BindingDecl>(name.getDecl())) {
    if (const auto* holder = binding->getHoldingVar()) return find_variable(*holder, &name, want);
    if (binding->getBinding() != nullptr) return find(*binding->getBinding(), want);
  }
  if (const auto* variable = llvm::dyn_cast<clang::VarDecl>(name.getDecl()))
    find_variable(*variable, &name, want);
}

void RootFinder::find_variable(const clang::VarDecl& variable, const clang::Expr* mention,
                               Want want) {
  if (!variable.hasLocalStorage()) return;  // constants last
  if (want == Want::kTarget) {
    find_target_of_variable(variable);
  } else {
    find_place_of_variable(variable, mention);
  }
}

void RootFinder::find_place_of_variable(const clang::VarDecl& variable,
                                        const clang::Expr* mention) {
  const auto* closure = mention == nullptr ? nullptr : body_.copied_into(*mention);
  if (closure == nullptr) closure = body_.captured_into(variable);
  if (closure != nullptr) {
    add({.kind = Root::Kind::kClosure, .closure = closure});
  } else if (!variable.getType()->isReferenceType()) {
    add({.kind = Root::Kind::kLocal, .variable = &variable});
  } else if (llvm::isa<clang::ParmVarDecl>(variable)) {
    add({.kind = Root::Kind::kParameter, .variable = &variable});
  } else if (places_.insert(&variable).second && variable.getInit() != nullptr) {
    find(*variable.getInit(), Want::kPlace);
  }
}

void RootFinder::find_target_of_variable(const clang::VarDecl& variable) {
  if (!targets_.insert(&variable).second) return;
  if (llvm::isa<clang::ParmVarDecl>(variable))
    add({.kind = Root::Kind::kParameter, .variable = &variable});
  for (const auto* source : body_.sources_of(variable)) find_value(*source);
}

void RootFinder::find_member(const clang::MemberExpr& member, Want want) {
  const auto* field = llvm::dyn_cast<clang::FieldDecl>(member.getMemberDecl());
  if (field == nullptr) return;  // static members last
  find_object(*member.getBase(), want);
}

// The object before `.` or `->`.
void RootFinder::find_object(const clang::Expr& object, Want want) {
  find(object, want);
}

void RootFinder::find_this(const clang::Expr& self) {
  if (const auto* closure = body_.copied_into(self)) {
    add({.kind = Root::Kind::kClosure, .closure = closure});
  } else {
    add({.kind = Root::Kind::kObject});
  }
}

// The collector keeps what `*gc`, `gc.get()` and `gc->` refer to for as long as somebody looks at
// it.
bool RootFinder::is_collected_access(const clang::Expr& call) const {
  const auto* method = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(callee_of(call));
  if (method == nullptr || !class_has_annotation(*method->getParent(), "sip::collected"))
    return false;
  if (method->getDeclName().isIdentifier())
    return method->getName() == "get" && method->getParent()->getName() == "Gc";
  const auto operation = method->getOverloadedOperator();
  return operation == clang::OO_Star || operation == clang::OO_Arrow;
}

void RootFinder::find_call(const clang::Expr& call, Want want) {
  if (is_collected_access(call)) return;
  const auto* construct = llvm::dyn_cast<clang::CXXConstructExpr>(&call);
  const auto arguments = arguments_of(call);
  if (construct != nullptr && construct->getConstructor()->isCopyOrMoveConstructor()) {
    if (!arguments.empty()) find(*arguments.front().value, Want::kTarget);
    return;
  }
  if (callee_of(call) == nullptr) {
    add({.kind = Root::Kind::kUnknown, .expr = &call});
    return;
  }
  // What an assignment returns is its target: that is demanded of it where it returns.
  const bool assigns = callee_of(call)->getOverloadedOperator() == clang::OO_Equal;
  for (const auto& argument : arguments) {
    if (assigns && argument.parameter != nullptr) continue;
    if (want == Want::kPlace && is_only_looked_at(call, argument)) continue;
    find_argument(argument, type_of(call), want);
  }
}

bool stays_const(clang::QualType whole) {
  const auto* record = whole->getAsCXXRecordDecl();
  return record == nullptr || (record->hasDefinition() && !record->hasMutableFields());
}

// `T& add(T& to, const T& what)` gives back the first. The library's own functions may be cleverer.
bool RootFinder::is_only_looked_at(const clang::Expr& call, const Argument& argument) const {
  const auto* callee = callee_of(call);
  if (checker_.level_of(callee->getLocation()) >= Level::kSdk) return false;
  const auto type = type_of(*argument.value);
  if (type_of(call).isConstQualified() || views_.is_view(type) || !stays_const(type)) return false;
  if (!argument.by_reference) return false;
  const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(callee);
  return argument.parameter == nullptr
             ? method != nullptr && method->isConst()
             : argument.parameter->getType()->getPointeeType().isConstQualified();
}

void RootFinder::find_argument(const Argument& argument, clang::QualType result, Want want) {
  const auto& value = *argument.value;
  if (is_view(value)) {
    find(value, Want::kTarget);
    if (want == Want::kPlace && views_.is_view(result)) find(value, Want::kPlace);
    if (!type_of(value)->getAsCXXRecordDecl()->isLambda()) return;
  }
  if (!argument.by_reference) return;
  // A closure's own copies are inside it, under no name.
  if (const auto* record = type_of(value)->getAsCXXRecordDecl();
      record != nullptr && record->isLambda()) {
    const bool copies = llvm::any_of(record->captures(), [](const clang::LambdaCapture& capture) {
      return capture.getCaptureKind() == clang::LCK_ByCopy ||
             capture.getCaptureKind() == clang::LCK_StarThis;
    });
    if (!copies) return;
  }
  if (want == Want::kTarget || Containment(checker_.ast).may_hold(type_of(value), result))
    find_object(value, Want::kPlace);
}

void RootFinder::find_captures(const clang::LambdaExpr& lambda) {
  auto init = lambda.capture_init_begin();
  for (const auto& capture : lambda.captures()) {
    const auto* value = *init++;
    if (value == nullptr) continue;
    const bool by_reference = capture.getCaptureKind() == clang::LCK_ByRef;
    if (capture.getCaptureKind() == clang::LCK_This) {
      find(*value, Want::kPlace);
    } else if (is_view(*value)) {
      find(*value, Want::kTarget);
      if (by_reference) find(*value, Want::kPlace);
    } else if (by_reference) {
      find(*value, Want::kPlace);
    }
  }
}

}  // namespace bulkhead::checker
