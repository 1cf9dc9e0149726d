// reinterpret-cast, const-cast, old-style-cast, static-downcast, enum-cast, rvalue-cast,
// run-time-type. A cast may change a value's type; it may not change what an object is taken for.
#include <clang/AST/ExprCXX.h>

#include "rules/rule.hpp"

namespace bulkhead::checker {

namespace {

class CastsRule : public AstRule {
 public:
  using AstRule::AstRule;

  void on_stmt(const clang::Stmt& stmt, clang::SourceLocation place) override {
    if (llvm::isa<clang::CXXReinterpretCastExpr>(stmt)) {
      report(Rule::kReinterpretCast, place, "reinterpret_cast");
    } else if (llvm::isa<clang::CXXConstCastExpr>(stmt)) {
      report(Rule::kConstCast, place, "const_cast");
    } else if (llvm::isa<clang::CXXDynamicCastExpr, clang::CXXTypeidExpr>(stmt)) {
      report(Rule::kRunTimeType, place, "run-time type information used");
    } else if (const auto* cast = llvm::dyn_cast<clang::CXXStaticCastExpr>(&stmt)) {
      check_static(*cast, place);
    } else if (llvm::isa<clang::CStyleCastExpr, clang::CXXFunctionalCastExpr>(stmt)) {
      check_old_style(llvm::cast<clang::ExplicitCastExpr>(stmt), place);
    } else if (const auto* implicit = llvm::dyn_cast<clang::ImplicitCastExpr>(&stmt)) {
      // Braces convert a constant to an enumeration without a cast: E{5}.
      if (makes_enum(*implicit, place)) {
        report(Rule::kEnumCast, place,
               "number turned into enumeration " + checker_.spell(implicit->getType()));
      }
    } else if (llvm::isa<clang::BuiltinBitCastExpr>(stmt)) {
      report(Rule::kBitCast, place, "compiler bit cast");
    }
  }

 private:
  // Every number is a std::byte, which only the kernel's code may name.
  bool makes_enum(const clang::CastExpr& cast, clang::SourceLocation place) const {
    const auto to = cast.getType();
    if (!to->isEnumeralType() || cast.getSubExpr()->getType()->isDependentType()) return false;
    if (to->isStdByteType() && checker_.level_of(place) == Level::kKernel) return false;
    const auto* from = cast.getSubExpr()->IgnoreParenImpCasts();
    return !checker_.ast.hasSameUnqualifiedType(to, from->getType());
  }

  void check_static(const clang::CXXStaticCastExpr& cast, clang::SourceLocation place) {
    if (cast.getCastKind() == clang::CK_BaseToDerived ||
        cast.getCastKind() == clang::CK_BaseToDerivedMemberPointer) {
      report(Rule::kDowncast, place, "static_cast down to " + checker_.spell(cast.getType()));
    } else if (makes_enum(cast, place)) {
      report(Rule::kEnumCast, place,
             "number cast to enumeration " + checker_.spell(cast.getType()));
    } else if (cast.isXValue() && !is_plain_move(cast)) {
      report(Rule::kRvalueCast, place,
             "cast to rvalue reference of another type, " + checker_.spell(cast.getType()));
    }
  }

  // static_cast<T&&>(object of type T), which is what std::move does.
  bool is_plain_move(const clang::CXXStaticCastExpr& cast) const {
    const auto from = cast.getSubExpr()->IgnoreParenImpCasts();
    if (cast.getType()->isDependentType() || from->isTypeDependent())
      return true;  // see the instances
    return cast.getCastKind() == clang::CK_NoOp && from->isGLValue() &&
           checker_.ast.hasSameUnqualifiedType(cast.getType(), from->getType());
  }

  void check_old_style(const clang::ExplicitCastExpr& cast, clang::SourceLocation place) {
    if (cast.getType()->isDependentType() || cast.getSubExpr()->isTypeDependent()) return;
    if (makes_enum(cast, place)) {
      report(Rule::kEnumCast, place,
             "number cast to enumeration " + checker_.spell(cast.getType()));
    } else if (cast.isGLValue() || !converts_value(cast.getCastKind())) {
      report(
          Rule::kOldStyleCast, place,
          "cast to " + checker_.spell(cast.getTypeAsWritten()) + " that is not a value conversion");
    }
  }

  static bool converts_value(clang::CastKind kind) {
    switch (kind) {
      case clang::CK_NoOp:
      case clang::CK_ToVoid:
      case clang::CK_IntegralCast:
      case clang::CK_IntegralToBoolean:
      case clang::CK_IntegralToFloating:
      case clang::CK_FloatingToIntegral:
      case clang::CK_FloatingToBoolean:
      case clang::CK_FloatingCast:
      case clang::CK_ConstructorConversion:
      case clang::CK_UserDefinedConversion:
        return true;
      default:
        return false;
    }
  }
};

}  // namespace

std::unique_ptr<AstRule> make_casts_rule(Checker& checker) {
  return std::make_unique<CastsRule>(checker);
}

}  // namespace bulkhead::checker
