// bit-cast: std::bit_cast only between arithmetic types and aggregates of them; never to bool,
// enumerations or owners.
#include <clang/AST/DeclCXX.h>
#include <clang/AST/ExprCXX.h>

#include "rules/rule.hpp"
#include "rules/types.hpp"

namespace bulkhead::checker {

namespace {

enum class Side { kFrom, kTo };

bool is_plain_bits(clang::QualType type, Side side) {
  type = type.getCanonicalType().getUnqualifiedType();
  if (type->isBooleanType()) return side == Side::kFrom;
  if (type->isEnumeralType()) return side == Side::kFrom;
  if (type->isArithmeticType()) return true;
  if (const auto* array = type->getAsArrayTypeUnsafe())
    return is_plain_bits(array->getElementType(), side);
  const auto* record = type->getAsCXXRecordDecl();
  if (record == nullptr || !record->hasDefinition() || !record->isAggregate() || record->isUnion())
    return false;
  for (const auto& base : record->bases()) {
    if (!is_plain_bits(base.getType(), side)) return false;
  }
  for (const auto* field : record->fields()) {
    if (!is_plain_bits(field->getType(), side)) return false;
  }
  return true;
}

class BitCastRule : public AstRule {
 public:
  using AstRule::AstRule;

  void on_stmt(const clang::Stmt& stmt, clang::SourceLocation place) override {
    const auto* name = llvm::dyn_cast<clang::DeclRefExpr>(&stmt);
    if (name == nullptr) return;
    const auto* function = llvm::dyn_cast<clang::FunctionDecl>(name->getDecl());
    if (function == nullptr || function->getNumParams() != 1 ||
        !function->getDeclName().isIdentifier())
      return;
    if (function->getName() != "bit_cast" || outermost_namespace(*function) != "std") return;
    const auto from = function->getParamDecl(0)->getType().getNonReferenceType();
    const auto to = function->getReturnType();
    if (is_plain_bits(from, Side::kFrom) && is_plain_bits(to, Side::kTo)) return;
    report(Rule::kBitCast, place,
           "bit cast from " + checker_.spell(from) + " to " + checker_.spell(to));
  }
};

}  // namespace

std::unique_ptr<AstRule> make_bit_cast_rule(Checker& checker) {
  return std::make_unique<BitCastRule>(checker);
}

}  // namespace bulkhead::checker
