// From expressions to leaves; see paths.hpp.
#include "flow/paths.hpp"

#include <clang/AST/DeclCXX.h>
#include <clang/AST/ExprCXX.h>

namespace bulkhead::checker {

namespace {

constexpr unsigned kDeepest = 3;

bool is_followed(const clang::VarDecl& variable) {
  return variable.hasLocalStorage() && !variable.getType()->isReferenceType();
}

}  // namespace

Leaves Paths::of_variable(const clang::VarDecl& variable) {
  const auto* decomposition = llvm::dyn_cast<clang::DecompositionDecl>(&variable);
  Leaves of_bindings;
  if (decomposition != nullptr) {
    // Tuple-like: each binding is a variable of its own, and the whole is not followed.
    for (const auto* binding : decomposition->bindings()) {
      if (const auto* holder = binding->getHoldingVar()) of_bindings.append(expand(holder));
    }
  }
  if (!of_bindings.empty() || !is_followed(variable)) return of_bindings;
  return expand(&variable);
}

Leaves Paths::of_object() {
  return object_ == nullptr ? Leaves{} : expand(nullptr);
}

std::optional<Leaves> Paths::of_expr(const clang::Expr& expr) {
  const auto path = resolve(expr);
  if (!path) return std::nullopt;
  Leaves under;
  for (const auto id : expand(path->root)) {
    const auto& fields = leaves_[id].fields;
    const auto shared = std::min(fields.size(), path->fields.size());
    if (std::equal(fields.begin(), fields.begin() + shared, path->fields.begin())) {
      // A member of a leaf counts as the leaf itself: it cannot be moved away on its own.
      under.push_back(id);
    }
  }
  return under;
}

std::optional<Paths::Path> Paths::resolve(const clang::Expr& expr) {
  const auto* inner = expr.IgnoreParens();
  if (const auto* cast = llvm::dyn_cast<clang::ImplicitCastExpr>(inner)) {
    if (cast->getCastKind() != clang::CK_NoOp) return std::nullopt;
    return resolve(*cast->getSubExpr());
  }
  if (const auto* name = llvm::dyn_cast<clang::DeclRefExpr>(inner)) return resolve_name(*name);
  if (const auto* unary = llvm::dyn_cast<clang::UnaryOperator>(inner)) {
    const bool this_object =
        unary->getOpcode() == clang::UO_Deref &&
        llvm::isa<clang::CXXThisExpr>(unary->getSubExpr()->IgnoreParenImpCasts());
    if (this_object && object_ != nullptr) return Path{};
    return std::nullopt;
  }
  const auto* member = llvm::dyn_cast<clang::MemberExpr>(inner);
  const auto* field =
      member == nullptr ? nullptr : llvm::dyn_cast<clang::FieldDecl>(member->getMemberDecl());
  if (field == nullptr || field->getType()->isReferenceType()) return std::nullopt;
  std::optional<Path> base;
  if (llvm::isa<clang::CXXThisExpr>(member->getBase()->IgnoreParenImpCasts())) {
    if (object_ != nullptr) base = Path{};
  } else {
    base = resolve(*member->getBase());
  }
  if (base) base->fields.push_back(field);
  return base;
}

std::optional<Paths::Path> Paths::resolve_name(const clang::DeclRefExpr& name) {
  if (const auto* binding = llvm::dyn_cast<clang::BindingDecl>(name.getDecl())) {
    if (const auto* holder = binding->getHoldingVar()) {
      if (expand(holder).empty()) return std::nullopt;
      return Path{holder, {}};
    }
    return binding->getBinding() == nullptr ? std::nullopt : resolve(*binding->getBinding());
  }
  const auto* variable = llvm::dyn_cast<clang::VarDecl>(name.getDecl());
  if (variable == nullptr || !is_followed(*variable) || expand(variable).empty())
    return std::nullopt;
  return Path{variable, {}};
}

const Leaves& Paths::expand(const clang::ValueDecl* root) {
  const auto known = expanded_.find(root);
  if (known != expanded_.end()) return known->second;
  Leaves leaves;
  Path path{root, {}};
  if (root != nullptr) {
    expand_type(path, root->getType().getNonReferenceType(), root->getNameAsString(), leaves);
  } else {
    for (const auto* field : object_->fields()) {
      path.fields = {field};
      expand_type(path, field->getType(), field->getNameAsString(), leaves);
    }
  }
  return expanded_[root] = leaves;
}

void Paths::expand_type(Path& path, clang::QualType type, const std::string& name, Leaves& into) {
  const auto linearity = types_.of(type);
  if (linearity == Linearity::kNone) return;
  const auto* record = type->getAsCXXRecordDecl();
  if (record == nullptr || path.fields.size() >= kDeepest || !types_.is_decomposable(*record)) {
    into.push_back(static_cast<LeafId>(leaves_.size()));
    // A structured binding's hidden variable has no name of its own.
    const auto shown =
        name.empty() ? "parameter without a name" : llvm::StringRef(name).ltrim('.').str();
    leaves_.push_back({path.root, path.fields, shown, linearity == Linearity::kMustConsume});
    return;
  }
  for (const auto* field : record->getDefinition()->fields()) {
    path.fields.push_back(field);
    expand_type(path, field->getType(), name + "." + field->getNameAsString(), into);
    path.fields.pop_back();
  }
}

std::vector<const clang::VarDecl*> owned_at_start(const clang::FunctionDecl& function) {
  std::vector<const clang::VarDecl*> owned(function.param_begin(), function.param_end());
  const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(&function);
  if (method == nullptr || !method->getParent()->isLambda()) return owned;
  for (const auto& capture : method->getParent()->captures()) {
    if (!capture.capturesVariable() || capture.getCaptureKind() != clang::LCK_ByCopy) continue;
    const auto* variable = llvm::dyn_cast<clang::VarDecl>(capture.getCapturedVar());
    if (variable != nullptr && variable->isInitCapture()) owned.push_back(variable);
  }
  return owned;
}

}  // namespace bulkhead::checker
