// linear-alias, linear-storage, linear-rvalue-parameter: where a linear value may be kept and how
// it may be named. What depends on the order of events is in flow/.
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/ExprCXX.h>
#include <llvm/ADT/DenseSet.h>
#include <llvm/ADT/StringSwitch.h>

#include "flow/inline_calls.hpp"
#include "flow/linear.hpp"
#include "references/view_types.hpp"
#include "rules/rule.hpp"
#include "rules/types.hpp"

namespace bulkhead::checker {

namespace {

bool is_shared_container(llvm::StringRef name) {
  return llvm::StringSwitch<bool>(name)
      .Cases("Gc", "Frozen", "Vector", "Array", "Span", "HashMap", "Function", "Atomic", true)
      .Default(false);
}

class LinearTypesRule : public AstRule {
 public:
  explicit LinearTypesRule(Checker& checker) : AstRule(checker), types_(checker) {}

  void on_decl(const clang::Decl& decl, clang::SourceLocation place) override {
    if (decl.isImplicit() || checker_.level_of(place) >= Level::kSdk) return;
    if (const auto* function = llvm::dyn_cast<clang::FunctionDecl>(&decl)) {
      check_result(*function, place);
    } else if (const auto* variable = llvm::dyn_cast<clang::VarDecl>(&decl)) {
      check_variable(*variable, place);
    } else if (const auto* field = llvm::dyn_cast<clang::FieldDecl>(&decl)) {
      check_storage(field->getType(), place);
    }
  }

  void on_stmt(const clang::Stmt& stmt, clang::SourceLocation place) override {
    if (const auto* call = llvm::dyn_cast<clang::CallExpr>(&stmt)) {
      for (const auto* lambda : inline_lambdas(*call)) in_place_.insert(lambda);
      check_copy_assignment(*call, place);
    } else if (const auto* lambda = llvm::dyn_cast<clang::LambdaExpr>(&stmt)) {
      check_captures(*lambda);
    } else if (const auto* construct = llvm::dyn_cast<clang::CXXConstructExpr>(&stmt)) {
      if (construct->getConstructor()->isCopyConstructor()) check_copy(construct->getType(), place);
    }
  }

 private:
  void check_result(const clang::FunctionDecl& function, clang::SourceLocation place) {
    const auto result = function.getReturnType();
    // `T& operator=(T&&)` returns what it assigned to.
    const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(&function);
    if (method != nullptr &&
        (method->isMoveAssignmentOperator() || method->isCopyAssignmentOperator()))
      return;
    if (result->isReferenceType() && types_.is_linear(result.getNonReferenceType())) {
      report(Rule::kLinearAlias, place, "function returns a reference to linear " + spell(result));
    }
  }

  void check_variable(const clang::VarDecl& variable, clang::SourceLocation place) {
    const auto type = variable.getType();
    const bool parameter = llvm::isa<clang::ParmVarDecl>(variable);
    check_storage(type.getNonReferenceType(), place);
    if (!type->isReferenceType()) {
      if (variable.hasGlobalStorage() && types_.is_linear(type)) {
        report(Rule::kLinearStorage, place, "static variable of linear type " + spell(type));
      }
      return;
    }
    if (!types_.is_linear(type.getNonReferenceType()) || is_move_member(variable)) return;
    const auto* function = llvm::dyn_cast<clang::FunctionDecl>(variable.getDeclContext());
    if (function != nullptr && function->isDeleted()) return;  // takes nothing
    if (parameter && type->isRValueReferenceType()) {
      Finding finding{Rule::kLinearRvalueParameter, place, "parameter of type " + spell(type)};
      finding.fixes = by_value(variable);
      checker_.diagnose.report(finding);
    } else if (!parameter || !type->getPointeeType().isConstQualified()) {
      report(Rule::kLinearAlias, place, "reference to linear " + spell(type.getNonReferenceType()));
    }
  }

  // Taking `&&` away, where it was written.
  static std::vector<clang::FixItHint> by_value(const clang::VarDecl& variable) {
    const auto* written = variable.getTypeSourceInfo();
    if (written == nullptr) return {};
    const auto reference = written->getTypeLoc().getAs<clang::RValueReferenceTypeLoc>();
    if (!reference || !reference.getAmpAmpLoc().isFileID()) return {};
    return {clang::FixItHint::CreateRemoval(reference.getAmpAmpLoc())};
  }

  // The parameter of a type's own move constructor or assignment.
  static bool is_move_member(const clang::VarDecl& variable) {
    const auto* constructor = llvm::dyn_cast<clang::CXXConstructorDecl>(variable.getDeclContext());
    if (constructor != nullptr && constructor->isCopyOrMoveConstructor()) return true;
    const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(variable.getDeclContext());
    return method != nullptr &&
           (method->isMoveAssignmentOperator() || method->isCopyAssignmentOperator());
  }

  // Containers in which nobody follows an owner: collected ones, and those of std.
  void check_storage(clang::QualType type, clang::SourceLocation place) {
    if (const auto* array = type->getAsArrayTypeUnsafe()) {
      if (types_.is_linear(array->getElementType())) {
        report(Rule::kLinearStorage, place, "array of linear " + spell(array->getElementType()));
      }
      return;
    }
    const auto* record = type->getAsCXXRecordDecl();
    const auto* instance = llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(record);
    if (instance == nullptr) return;
    const auto home = outermost_namespace(*instance);
    const bool shared = class_has_annotation(*instance, "sip::collected") ||
                        (home == "sip" && is_shared_container(instance->getName()));
    const bool foreign = home == "std" && instance->getName() != "pair";
    for (const auto& argument : instance->getTemplateArgs().asArray()) {
      if (argument.getKind() != clang::TemplateArgument::Type) continue;
      if ((shared || foreign) && types_.is_linear(argument.getAsType())) {
        report(Rule::kLinearStorage, place,
               "linear " + spell(argument.getAsType()) + " inside " + spell(type));
      }
      check_storage(argument.getAsType(), place);
    }
  }

  void check_captures(const clang::LambdaExpr& lambda) {
    for (const auto& capture : lambda.captures()) {
      if (!capture.capturesVariable()) continue;
      const auto* variable = capture.getCapturedVar();
      const auto type = variable->getType().getNonReferenceType();
      if (!types_.is_linear(type)) continue;
      const auto place = capture.getLocation();
      const auto name = "linear variable '" + variable->getNameAsString() + "'";
      if (capture.getCaptureKind() == clang::LCK_ByRef && !in_place_.contains(&lambda)) {
        report(Rule::kLinearAlias, place,
               name + " captured by reference in a closure that is not called in place");
      } else if (capture.getCaptureKind() == clang::LCK_ByCopy && !lambda.isInitCapture(&capture)) {
        report(Rule::kLinearAlias, place, name + " captured by copy");
      } else if (capture.getCaptureKind() == clang::LCK_ByCopy && in_place_.contains(&lambda)) {
        report(Rule::kLinearAlias, place,
               name + " moved into one of several branches; capture it by reference, it");
      }
    }
  }

  void check_copy_assignment(const clang::CallExpr& call, clang::SourceLocation place) {
    const auto* method = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(call.getDirectCallee());
    if (method == nullptr || !method->isCopyAssignmentOperator()) return;
    check_copy(checker_.ast.getRecordType(method->getParent()), place);
  }

  void check_copy(clang::QualType type, clang::SourceLocation place) {
    if (types_.is_linear(type))
      report(Rule::kLinearAlias, place, "linear value of type " + spell(type) + " copied");
  }

  std::string spell(clang::QualType type) const { return checker_.spell(type); }

  LinearTypes types_;
  llvm::DenseSet<const clang::LambdaExpr*> in_place_;
};

}  // namespace

std::unique_ptr<AstRule> make_linear_types_rule(Checker& checker) {
  return std::make_unique<LinearTypesRule>(checker);
}

}  // namespace bulkhead::checker
