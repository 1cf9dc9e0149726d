// See knowable.hpp. The walk goes down with one question: could somebody keep a reference to this
// expression's object?
#include "flow/knowable.hpp"

#include <clang/AST/DeclCXX.h>
#include <clang/AST/ExprCXX.h>

#include "flow/inline_calls.hpp"

namespace bulkhead::checker {

namespace {

enum class Object { kOnlyRead, kMayBeKept };

class AliasFinder {
 public:
  void visit(const clang::Stmt* stmt) {
    if (stmt == nullptr) return;
    if (const auto* expr = llvm::dyn_cast<clang::Expr>(stmt)) {
      visit_expr(*expr, Object::kOnlyRead);
    } else if (const auto* declaration = llvm::dyn_cast<clang::DeclStmt>(stmt)) {
      for (const auto* decl : declaration->decls()) {
        const auto* variable = llvm::dyn_cast<clang::VarDecl>(decl);
        if (variable != nullptr && variable->getInit() != nullptr)
          visit_expr(*variable->getInit(), Object::kMayBeKept);
      }
    } else {
      for (const auto* child : stmt->children()) visit(child);
    }
  }

  llvm::DenseSet<const clang::VarDecl*> take() { return std::move(found_); }

 private:
  void visit_expr(const clang::Expr& expr, Object object) {
    const auto* inner = expr.IgnoreParens();
    if (const auto* full = llvm::dyn_cast<clang::FullExpr>(inner)) {
      visit_expr(*full->getSubExpr(), object);
    } else if (const auto* cast = llvm::dyn_cast<clang::CastExpr>(inner)) {
      const bool reads = cast->getCastKind() == clang::CK_LValueToRValue ||
                         cast->getCastKind() == clang::CK_ToVoid;
      visit_expr(*cast->getSubExpr(), reads ? Object::kOnlyRead : object);
    } else if (const auto* name = llvm::dyn_cast<clang::DeclRefExpr>(inner)) {
      if (object == Object::kMayBeKept) add(name->getDecl());
    } else if (const auto* binary = llvm::dyn_cast<clang::BinaryOperator>(inner)) {
      visit_binary(*binary, object);
    } else if (const auto* unary = llvm::dyn_cast<clang::UnaryOperator>(inner)) {
      visit_target(*unary->getSubExpr(),
                   unary->isIncrementDecrementOp() ? object : Object::kMayBeKept);
    } else if (const auto* choice = llvm::dyn_cast<clang::ConditionalOperator>(inner)) {
      visit_expr(*choice->getCond(), Object::kOnlyRead);
      visit_expr(*choice->getTrueExpr(), object);
      visit_expr(*choice->getFalseExpr(), object);
    } else if (const auto* lambda = llvm::dyn_cast<clang::LambdaExpr>(inner)) {
      visit_lambda(*lambda);
    } else {
      visit_rest(*inner);
    }
  }

  void visit_binary(const clang::BinaryOperator& binary, Object object) {
    if (binary.isAssignmentOp()) {
      visit_target(*binary.getLHS(), object);
      visit_expr(*binary.getRHS(), Object::kMayBeKept);
    } else {
      visit_expr(*binary.getLHS(), binary.isCommaOp() ? Object::kOnlyRead : Object::kMayBeKept);
      visit_expr(*binary.getRHS(), binary.isCommaOp() ? object : Object::kMayBeKept);
    }
  }

  // What is assigned to or counted up: plainly named, the change is seen; the result is the
  // variable itself again.
  void visit_target(const clang::Expr& target, Object object) {
    const bool named = llvm::isa<clang::DeclRefExpr>(target.IgnoreParens());
    visit_expr(target, named ? object : Object::kMayBeKept);
  }

  void visit_lambda(const clang::LambdaExpr& lambda) {
    if (in_place_.contains(&lambda)) {
      for (const auto* body : lambda_bodies(lambda)) visit(body->getBody());
      return;
    }
    for (const auto* init : lambda.capture_inits()) {
      if (init != nullptr) visit_expr(*init, Object::kMayBeKept);
    }
  }

  void visit_rest(const clang::Expr& expr) {
    if (llvm::isa<clang::UnaryExprOrTypeTraitExpr, clang::CXXNoexceptExpr>(expr)) return;
    if (const auto* call = llvm::dyn_cast<clang::CallExpr>(&expr)) {
      for (const auto* lambda : inline_lambdas(*call)) in_place_.insert(lambda);
    }
    for (const auto* child : expr.children()) {
      const auto* part = llvm::dyn_cast_or_null<clang::Expr>(child);
      if (part != nullptr) {
        visit_expr(*part, Object::kMayBeKept);
      } else {
        visit(child);
      }
    }
  }

  void add(const clang::ValueDecl* decl) {
    if (const auto* variable = llvm::dyn_cast<clang::VarDecl>(decl)) found_.insert(variable);
  }

  llvm::DenseSet<const clang::VarDecl*> found_;
  llvm::DenseSet<const clang::LambdaExpr*> in_place_;
};

}  // namespace

llvm::DenseSet<const clang::VarDecl*> find_unknowable(const clang::FunctionDecl& function) {
  AliasFinder finder;
  finder.visit(function.getBody());
  return finder.take();
}

}  // namespace bulkhead::checker
