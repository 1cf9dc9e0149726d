// not-sendable: what goes to another thread, or is kept where threads share it, holds nothing that
// looks back into the thread it came from. Asked where library functions and types say
// "sip::sends".
#include <clang/AST/ExprCXX.h>

#include "flow/linear.hpp"
#include "references/view_types.hpp"
#include "rules/reach.hpp"
#include "rules/rule.hpp"

namespace bulkhead::checker {

namespace {

Reach stays_behind(clang::QualType type) {
  if (type->isReferenceType() || type->isPointerType()) return Reach::kFound;
  const auto* record = type->getAsCXXRecordDecl();
  if (record == nullptr) return Reach::kGoOn;
  for (const auto* kind : {"sip::collected", "sip::view", "sip::cell"}) {
    if (class_has_annotation(*record, kind)) return Reach::kFound;
  }
  return Reach::kGoOn;
}

class SendableRule : public AstRule {
 public:
  using AstRule::AstRule;

  void on_stmt(const clang::Stmt& stmt, clang::SourceLocation place) override {
    if (const auto* call = llvm::dyn_cast<clang::CallExpr>(&stmt)) {
      const auto* callee = call->getDirectCallee();
      if (callee == nullptr || !has_annotation(*callee, "sip::sends")) return;
      for (const auto* argument : call->arguments()) check(argument->getType(), place);
    } else if (const auto* made = llvm::dyn_cast<clang::CXXConstructExpr>(&stmt)) {
      const auto* record = made->getType()->getAsCXXRecordDecl();
      if (record != nullptr && class_has_annotation(*record, "sip::sends"))
        check(made->getType(), place);
    }
  }

 private:
  void check(clang::QualType type, clang::SourceLocation place) {
    const auto found = find_inside(type.getNonReferenceType(), stays_behind);
    if (found.isNull()) return;
    report(Rule::kNotSendable, place,
           "what another thread gets holds " + spell(found) + ", which stays with this one");
  }

  std::string spell(clang::QualType found) const {
    if (found->isReferenceType()) return "a reference " + checker_.spell(found);
    if (found->isPointerType()) return "a pointer (a captured 'this')";
    return checker_.spell(found);
  }
};

}  // namespace

std::unique_ptr<AstRule> make_sendable_rule(Checker& checker) {
  return std::make_unique<SendableRule>(checker);
}

}  // namespace bulkhead::checker
