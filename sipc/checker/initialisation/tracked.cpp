// See tracked.hpp.
#include "initialisation/tracked.hpp"

namespace bulkhead::checker {

namespace {

bool is_scalar(clang::QualType type) {
  return type->isBuiltinType() || type->isEnumeralType();
}

}  // namespace

Tracked::Tracked(const clang::FunctionDecl& function) {
  search(function.getBody());
  const auto* constructor = llvm::dyn_cast<clang::CXXConstructorDecl>(&function);
  if (constructor == nullptr) return;
  class_ = constructor->getParent();
  if (class_->isUnion() || class_->isLambda()) return;
  for (const auto* field : class_->fields()) {
    if (!field->isUnnamedBitField() && !field->isAnonymousStructOrUnion()) add(*field);
  }
  for (const auto* init : constructor->inits()) search(init->getInit());
  search(function.getBody());
}

void Tracked::add(const clang::ValueDecl& decl) {
  if (indices_.try_emplace(&decl, count()).second) things_.push_back(&decl);
}

std::optional<unsigned> Tracked::index_of(const clang::ValueDecl* decl) const {
  const auto found = indices_.find(decl);
  return found == indices_.end() ? std::nullopt : std::optional(found->second);
}

bool Tracked::is_field(unsigned index) const {
  return llvm::isa<clang::FieldDecl>(things_[index]);
}

void Tracked::search(const clang::Stmt* stmt) {
  if (stmt == nullptr) return;
  if (const auto* declaration = llvm::dyn_cast<clang::DeclStmt>(stmt)) {
    for (const auto* decl : declaration->decls()) {
      const auto* variable = llvm::dyn_cast<clang::VarDecl>(decl);
      if (variable == nullptr || !variable->hasLocalStorage() || variable->isInvalidDecl())
        continue;
      if (variable->getInit() != nullptr || is_scalar(variable->getType())) add(*variable);
    }
  } else if (const auto* binary = llvm::dyn_cast<clang::BinaryOperator>(stmt)) {
    if (binary->getOpcode() == clang::BO_Assign) note_write(*binary->getLHS()->IgnoreParens());
  } else if (const auto* member = llvm::dyn_cast<clang::MemberExpr>(stmt)) {
    note_member(*member);
  }
  if (const auto* init = llvm::dyn_cast<clang::CXXDefaultInitExpr>(stmt)) search(init->getExpr());
  if (const auto* lambda = llvm::dyn_cast<clang::LambdaExpr>(stmt)) {
    for (const auto* init : lambda->capture_inits()) search(init);
    return;  // its body is a function of its own
  }
  for (const auto* child : stmt->children()) search(child);
}

void Tracked::note_write(const clang::Expr& target) {
  if (llvm::isa<clang::DeclRefExpr>(target)) {
    writes_.insert(&target);
  } else if (const auto* member = llvm::dyn_cast<clang::MemberExpr>(&target)) {
    if (named_this(*member) != nullptr) writes_.insert(&target);
  }
}

// A base class is complete before the fields of this one are.
void Tracked::note_member(const clang::MemberExpr& member) {
  const auto* self = named_this(member);
  if (self == nullptr || class_ == nullptr) return;
  const auto* owner =
      llvm::dyn_cast<clang::CXXRecordDecl>(member.getMemberDecl()->getDeclContext());
  const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(member.getMemberDecl());
  const bool of_base = owner != nullptr && class_->isDerivedFrom(owner) &&
                       (method == nullptr || !method->isVirtual());
  if (of_base || index_of(member.getMemberDecl()) || (method != nullptr && method->isStatic()))
    names_.insert(self);
}

const clang::CXXThisExpr* named_this(const clang::MemberExpr& member) {
  const auto* base = member.getBase()->IgnoreParenImpCasts();
  if (const auto* unary = llvm::dyn_cast<clang::UnaryOperator>(base);
      unary != nullptr && unary->getOpcode() == clang::UO_Deref)
    base = unary->getSubExpr()->IgnoreParenImpCasts();
  return llvm::dyn_cast<clang::CXXThisExpr>(base);
}

}  // namespace bulkhead::checker
