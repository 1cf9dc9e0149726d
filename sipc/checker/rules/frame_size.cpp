// frame-size: functions whose variables and temporaries take more of the stack than one call may.
// An estimate from the source; the guard page below each stack, which no frame steps over, is what
// safety rests on.
#include <clang/AST/DeclCXX.h>
#include <clang/AST/ExprCXX.h>

#include "rules/rule.hpp"

namespace bulkhead::checker {

namespace {

constexpr std::uint64_t kLargestFrame = 32 * 1024;

class FrameSizeRule : public AstRule {
 public:
  using AstRule::AstRule;

  void on_decl(const clang::Decl& decl, clang::SourceLocation place) override {
    const auto* function = llvm::dyn_cast<clang::FunctionDecl>(&decl);
    if (function != nullptr) check(*function, place);
  }

  void on_stmt(const clang::Stmt& stmt, clang::SourceLocation place) override {
    if (const auto* lambda = llvm::dyn_cast<clang::LambdaExpr>(&stmt)) {
      if (lambda->getCallOperator() != nullptr) check(*lambda->getCallOperator(), place);
    }
  }

 private:
  void check(const clang::FunctionDecl& function, clang::SourceLocation place) {
    if (!function.doesThisDeclarationHaveABody() || function.isDependentContext()) return;
    if (function.isConsteval() || checker_.diagnose.has_compiler_errors()) return;
    std::uint64_t bytes = size_of(function.getReturnType());
    for (const auto* parameter : function.parameters()) bytes += size_of(parameter->getType());
    bytes += size_of_locals(function.getBody());
    if (bytes <= kLargestFrame) return;
    report(Rule::kFrameSize, place,
           "local variables of '" + function.getNameAsString() + "' take " + std::to_string(bytes) +
               " bytes of the stack");
  }

  std::uint64_t size_of_locals(const clang::Stmt* stmt) {
    if (stmt == nullptr) return 0;
    std::uint64_t bytes = 0;
    if (const auto* declaration = llvm::dyn_cast<clang::DeclStmt>(stmt)) {
      for (const auto* decl : declaration->decls()) {
        const auto* variable = llvm::dyn_cast<clang::VarDecl>(decl);
        if (variable != nullptr && variable->hasLocalStorage())
          bytes += size_of(variable->getType());
      }
    } else if (const auto* made = llvm::dyn_cast<clang::MaterializeTemporaryExpr>(stmt)) {
      bytes += size_of(made->getType());
    }
    if (llvm::isa<clang::LambdaExpr>(stmt)) return bytes;
    for (const auto* child : stmt->children()) bytes += size_of_locals(child);
    return bytes;
  }

  std::uint64_t size_of(clang::QualType type) const {
    if (type->isReferenceType() || type->isDependentType() || type->isUndeducedType() ||
        type->isIncompleteType())
      return 0;
    return static_cast<std::uint64_t>(checker_.ast.getTypeSizeInChars(type).getQuantity());
  }
};

}  // namespace

std::unique_ptr<AstRule> make_frame_size_rule(Checker& checker) {
  return std::make_unique<FrameSizeRule>(checker);
}

}  // namespace bulkhead::checker
