// The walk over one function and its closures; see body.hpp.
#include "references/body.hpp"

#include "flow/inline_calls.hpp"
#include "flow/roles.hpp"

namespace bulkhead::checker {

Body::Body(ViewTypes& views, const clang::FunctionDecl& function) : views_(views) {
  scope_ = open_scope();
  enter(function, nullptr);
}

const Home* Body::home_of(const clang::VarDecl& variable) const {
  const auto found = homes_.find(&variable);
  return found == homes_.end() ? nullptr : &found->second;
}

bool Body::encloses(unsigned outer, unsigned inner) const {
  while (inner != outer && inner != 0) inner = parents_[inner];
  return inner == outer;
}

bool Body::is_within(const clang::FunctionDecl* inner, const clang::FunctionDecl* outer) const {
  while (inner != nullptr && inner != outer) inner = around_.lookup(inner);
  return inner == outer;
}

llvm::ArrayRef<const clang::Expr*> Body::sources_of(const clang::VarDecl& variable) const {
  const auto found = sources_.find(&variable);
  return found == sources_.end() ? llvm::ArrayRef<const clang::Expr*>() : found->second;
}

unsigned Body::open_scope() {
  parents_.push_back(scope_);
  return static_cast<unsigned>(parents_.size() - 1);
}

// Parameters share the scope of the outermost block: nothing of a function runs after its locals
// ended.
void Body::enter(const clang::FunctionDecl& function, const clang::LambdaExpr* lambda) {
  functions_.push_back(&function);
  around_[&function] = contexts_.empty() ? nullptr : contexts_.back().function;
  contexts_.push_back({&function, lambda});
  for (const auto* parameter : function.parameters()) declare(*parameter, scope_);
  if (const auto* constructor = llvm::dyn_cast<clang::CXXConstructorDecl>(&function)) {
    for (const auto* init : constructor->inits()) visit(init->getInit());
  }
  const auto* body = function.getBody();
  if (body != nullptr && llvm::isa<clang::CompoundStmt>(body)) {
    visit_children(*body);
  } else {
    visit(body);
  }
  contexts_.pop_back();
}

void Body::visit(const clang::Stmt* stmt) {
  if (stmt == nullptr) return;
  if (llvm::isa<clang::CompoundStmt, clang::ForStmt, clang::WhileStmt, clang::DoStmt, clang::IfStmt,
                clang::SwitchStmt, clang::CXXForRangeStmt>(stmt))
    return visit_in_scope(*stmt);
  if (llvm::isa<clang::LabelStmt>(stmt)) has_labels_ = true;
  if (const auto* declaration = llvm::dyn_cast<clang::DeclStmt>(stmt)) {
    for (const auto* decl : declaration->decls()) {
      const auto* variable = llvm::dyn_cast<clang::VarDecl>(decl);
      if (variable == nullptr) continue;
      declare(*variable, scope_);
      visit(variable->getInit());
    }
    return;
  }
  if (const auto* result = llvm::dyn_cast<clang::ReturnStmt>(stmt))
    returns_.push_back({result, contexts_.back().function});
  if (const auto* expr = llvm::dyn_cast<clang::Expr>(stmt)) return visit_expr(*expr);
  visit_children(*stmt);
}

void Body::visit_children(const clang::Stmt& stmt) {
  for (const auto* child : stmt.children()) visit(child);
}

void Body::visit_in_scope(const clang::Stmt& stmt) {
  const auto outer = scope_;
  scope_ = open_scope();
  visit_children(stmt);
  scope_ = outer;
}

void Body::visit_expr(const clang::Expr& expr) {
  if (llvm::isa<clang::UnaryExprOrTypeTraitExpr, clang::CXXNoexceptExpr>(expr)) return;
  if (const auto* lambda = llvm::dyn_cast<clang::LambdaExpr>(&expr)) return visit_lambda(*lambda);
  if (const auto* name = llvm::dyn_cast<clang::DeclRefExpr>(&expr)) {
    if (name->refersToEnclosingVariableOrCapture()) visit_mention(expr, name->getDecl());
  } else if (llvm::isa<clang::CXXThisExpr>(expr)) {
    visit_mention(expr, nullptr);
  } else if (const auto* call = llvm::dyn_cast<clang::CallExpr>(&expr)) {
    calls_.push_back(&expr);
    visit_call(*call);
  } else if (llvm::isa<clang::CXXConstructExpr>(expr)) {
    calls_.push_back(&expr);
  }
  visit_children(expr);
}

// Which closure's own copy is named, from the innermost outwards; null stands for `this`.
void Body::visit_mention(const clang::Expr& mention, const clang::ValueDecl* variable) {
  for (auto context = contexts_.rbegin(); context != contexts_.rend(); ++context) {
    if (context->lambda == nullptr) return;
    for (const auto& capture : context->lambda->captures()) {
      const bool same = variable == nullptr
                            ? capture.capturesThis()
                            : capture.capturesVariable() && capture.getCapturedVar() == variable;
      const auto kind = capture.getCaptureKind();
      if (same && (kind == clang::LCK_ByCopy || kind == clang::LCK_StarThis)) {
        copies_[&mention] = context->function;
        return;
      }
    }
  }
}

void Body::visit_lambda(const clang::LambdaExpr& lambda) {
  for (const auto* init : lambda.capture_inits()) visit(init);
  const auto outer = scope_;
  for (const auto* body : lambda_bodies(lambda)) {
    for (const auto& capture : lambda.captures()) {
      if (!lambda.isInitCapture(&capture)) continue;
      const auto* variable = llvm::dyn_cast<clang::VarDecl>(capture.getCapturedVar());
      if (variable == nullptr || homes_.contains(variable)) continue;
      declare(*variable, outer);
      if (capture.getCaptureKind() == clang::LCK_ByCopy) init_captures_[variable] = body;
    }
    scope_ = open_scope();
    enter(*body, &lambda);
    scope_ = outer;
  }
}

void Body::declare(const clang::VarDecl& variable, unsigned scope) {
  const auto order = static_cast<unsigned>(variables_.size());
  const auto* function = contexts_.empty() ? nullptr : contexts_.back().function;
  homes_[&variable] = {scope, order, function};
  variables_.push_back(&variable);
  if (!llvm::isa<clang::ParmVarDecl>(variable) && variable.getInit() != nullptr)
    sources_[&variable].push_back(variable.getInit());
  if (const auto* group = llvm::dyn_cast<clang::DecompositionDecl>(&variable)) {
    for (const auto* binding : group->bindings()) {
      if (const auto* holder = binding->getHoldingVar()) declare(*holder, scope);
    }
  }
}

// A call that can change a view: its object, or a view taken by non-const reference. All else that
// it is given may flow into that.
void Body::visit_call(const clang::CallExpr& call) {
  const auto arguments = arguments_of(call);
  const auto* method = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(callee_of(call));
  for (const auto& target : arguments) {
    if (!target.by_reference || !views_.is_plain_view(target.value->getType())) continue;
    if (!target.value->isLValue()) continue;
    const bool object = target.parameter == nullptr;
    const bool changes = object ? method != nullptr && !method->isConst()
                                : !target.parameter->getType()->getPointeeType().isConstQualified();
    if (!changes) continue;
    for (const auto& source : arguments) {
      if (source.value == target.value) continue;
      if (source.by_reference || views_.is_view(source.value->getType()))
        flow(*target.value, *source.value, call);
    }
  }
}

void Body::flow(const clang::Expr& place, const clang::Expr& value, const clang::Expr& whole) {
  assignments_.push_back({&place, &value, &whole});
  llvm::SmallVector<const clang::VarDecl*, 2> targets;
  named_variables(place, targets);
  for (const auto* target : targets) sources_[target].push_back(&value);
}

bool named_variables(const clang::Expr& expr, llvm::SmallVectorImpl<const clang::VarDecl*>& into) {
  const auto& inner = *strip(&expr);
  if (const auto* name = llvm::dyn_cast<clang::DeclRefExpr>(&inner)) {
    if (const auto* binding = llvm::dyn_cast<clang::BindingDecl>(name->getDecl())) {
      const auto* group = llvm::dyn_cast<clang::VarDecl>(binding->getDecomposedDecl());
      if (group == nullptr || group->getType()->isReferenceType()) return false;
      into.push_back(group);
      return true;
    }
    const auto* variable = llvm::dyn_cast<clang::VarDecl>(name->getDecl());
    if (variable == nullptr || variable->getType()->isReferenceType()) return false;
    into.push_back(variable);
    return true;
  }
  if (const auto* choice = llvm::dyn_cast<clang::ConditionalOperator>(&inner)) {
    const bool first = named_variables(*choice->getTrueExpr(), into);
    return named_variables(*choice->getFalseExpr(), into) && first;
  }
  if (const auto* binary = llvm::dyn_cast<clang::BinaryOperator>(&inner))
    return named_variables(binary->isCommaOp() ? *binary->getRHS() : *binary->getLHS(), into);
  if (const auto* member = llvm::dyn_cast<clang::MemberExpr>(&inner))
    return named_variables(*member->getBase(), into);
  if (const auto* cast = llvm::dyn_cast<clang::ExplicitCastExpr>(&inner))
    return named_variables(*cast->getSubExpr(), into);
  // What a view's own member function returns by reference is that view: `(a = b) = c`.
  const auto* method = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(callee_of(inner));
  if (method != nullptr && method->isImplicitObjectMemberFunction() && inner.isLValue())
    return named_variables(*arguments_of(inner).front().value, into);
  return false;
}

const clang::FunctionDecl* callee_of(const clang::Expr& call) {
  if (const auto* plain = llvm::dyn_cast<clang::CallExpr>(&call)) return plain->getDirectCallee();
  const auto* construct = llvm::dyn_cast<clang::CXXConstructExpr>(&call);
  return construct == nullptr ? nullptr : construct->getConstructor();
}

llvm::SmallVector<Argument, 4> arguments_of(const clang::Expr& call) {
  llvm::SmallVector<Argument, 4> arguments;
  const auto* callee = callee_of(call);
  llvm::ArrayRef<const clang::Expr* const> values;
  if (const auto* plain = llvm::dyn_cast<clang::CallExpr>(&call)) {
    values = {plain->getArgs(), plain->getNumArgs()};
  } else if (const auto* construct = llvm::dyn_cast<clang::CXXConstructExpr>(&call)) {
    values = {construct->getArgs(), construct->getNumArgs()};
  }
  const auto* method = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(callee);
  if (const auto* member = llvm::dyn_cast<clang::CXXMemberCallExpr>(&call)) {
    arguments.push_back({member->getImplicitObjectArgument(), nullptr, true});
  } else if (llvm::isa<clang::CXXOperatorCallExpr>(call) && method != nullptr &&
             !method->isExplicitObjectMemberFunction() && !values.empty()) {
    arguments.push_back({values.front(), nullptr, true});
    values = values.drop_front();
  }
  for (unsigned i = 0; i < values.size(); ++i) {
    const auto* parameter =
        callee != nullptr && i < callee->getNumParams() ? callee->getParamDecl(i) : nullptr;
    if (parameter == nullptr) continue;  // variadic arguments, which have a rule of their own
    arguments.push_back({values[i], parameter, parameter->getType()->isReferenceType()});
  }
  return arguments;
}

}  // namespace bulkhead::checker
