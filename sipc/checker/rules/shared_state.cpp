// mutable-static, mutable-constant, thread-local: variables that live as long as the SIP must not
// change.
#include <clang/AST/Decl.h>
#include <clang/AST/DeclCXX.h>

#include "references/view_types.hpp"
#include "rules/reach.hpp"
#include "rules/rule.hpp"

namespace bulkhead::checker {

namespace {

// const at the top, and no `mutable` member below it.
bool is_immutable(clang::QualType type) {
  if (type->isReferenceType()) return false;
  if (const auto* array = type->getAsArrayTypeUnsafe())
    return is_immutable(array->getElementType());
  if (!type.isConstQualified()) return false;
  const auto* record = type->getAsCXXRecordDecl();
  return record == nullptr || !record->hasDefinition() || !record->hasMutableFields();
}

// Behind a constant handle there may be an object that is not.
Reach can_change(clang::QualType type) {
  const auto* record = type->getAsCXXRecordDecl();
  if (record == nullptr) return Reach::kGoOn;
  for (const auto* kind : {"sip::collected", "sip::cell", "sip::exchange"}) {
    if (class_has_annotation(*record, kind)) return Reach::kFound;
  }
  return Reach::kGoOn;
}

class SharedStateRule : public AstRule {
 public:
  using AstRule::AstRule;

  void on_decl(const clang::Decl& decl, clang::SourceLocation place) override {
    const auto* variable = llvm::dyn_cast<clang::VarDecl>(&decl);
    if (variable == nullptr || llvm::isa<clang::ParmVarDecl>(variable)) return;
    const auto name = "variable '" + variable->getNameAsString() + "'";
    if (variable->getTLSKind() != clang::VarDecl::TLS_None) {
      report(Rule::kThreadLocal, place, name + " is thread-local");
    } else if (variable->hasGlobalStorage() && !variable->getType()->isDependentType() &&
               !is_immutable(variable->getType()) && checker_.level_of(place) != Level::kKernel) {
      report(Rule::kMutableStatic, place, name + " outlives every call and can change");
    } else if (variable->hasGlobalStorage()) {
      if (checker_.level_of(place) != Level::kKernel) check_reach(*variable, place, name);
      check_start(*variable, place, name);
    }
  }

 private:
  void check_reach(const clang::VarDecl& variable, clang::SourceLocation place,
                   const std::string& name) {
    const auto found = find_inside(variable.getType(), can_change);
    if (found.isNull()) return;
    report(Rule::kMutableConstant, place,
           name + " is constant, but " + checker_.spell(found) + " leads to what can change");
  }

  // Set before the SIP starts, and never torn down: no order of initialisation, no code outside
  // functions.
  void check_start(const clang::VarDecl& variable, clang::SourceLocation place,
                   const std::string& name) {
    const auto* init = variable.getInit();
    if (variable.isInvalidDecl() || variable.getType()->isDependentType()) return;
    if (init != nullptr && !init->isValueDependent() && !variable.hasConstantInitialization()) {
      report(Rule::kMutableStatic, place, name + " is initialised at run time");
    } else if (variable.needsDestruction(checker_.ast) != clang::QualType::DK_none) {
      report(Rule::kMutableStatic, place, name + " would have to be destroyed");
    }
  }
};

}  // namespace

std::unique_ptr<AstRule> make_shared_state_rule(Checker& checker) {
  return std::make_unique<SharedStateRule>(checker);
}

}  // namespace bulkhead::checker
