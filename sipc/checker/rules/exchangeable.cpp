// not-exchangeable: what lies in the exchange heap is read by other SIPs, or by several threads at
// once when it is frozen. It holds numbers and owners of further exchange memory, nothing private.
#include <llvm/ADT/StringSwitch.h>

#include "references/view_types.hpp"
#include "rules/reach.hpp"
#include "rules/rule.hpp"
#include "rules/types.hpp"

namespace bulkhead::checker {

namespace {

// The library's owners of exchange memory.
bool is_exchange_type(const clang::CXXRecordDecl& record) {
  if (class_has_annotation(record, "sip::exchange")) return true;
  if (outermost_namespace(record) != "sip" || !record.getDeclName().isIdentifier()) return false;
  return llvm::StringSwitch<bool>(record.getName())
      .Cases("Ex", "ExVector", "Frozen", true)
      .Default(false);
}

Reach is_private(clang::QualType type) {
  if (type->isReferenceType() || type->isPointerType()) return Reach::kFound;
  const auto* record = type->getAsCXXRecordDecl();
  if (record == nullptr) return Reach::kGoOn;
  for (const auto* kind : {"sip::collected", "sip::view", "sip::cell", "sip::sends"}) {
    if (class_has_annotation(*record, kind)) return Reach::kFound;
  }
  return record->hasDefinition() && record->hasMutableFields() ? Reach::kFound : Reach::kGoOn;
}

class ExchangeableRule : public AstRule {
 public:
  using AstRule::AstRule;

  void on_decl(const clang::Decl& decl, clang::SourceLocation place) override {
    for_each_object_type(decl, [&](clang::QualType type) { check(type, place); });
  }
  void on_stmt(const clang::Stmt& stmt, clang::SourceLocation place) override {
    for_each_object_type(stmt, [&](clang::QualType type) { check(type, place); });
  }

 private:
  void check(clang::QualType type, clang::SourceLocation place) {
    if (checker_.level_of(place) >= Level::kSdk) return;
    find_inside(type, [&](clang::QualType part) {
      const auto* record = part->getAsCXXRecordDecl();
      if (record == nullptr || !is_exchange_type(*record)) return Reach::kGoOn;
      for_each_type_argument(*record, [&](clang::QualType content) {
        const auto found = find_inside(content, is_private);
        if (found.isNull()) return;
        report(Rule::kNotExchangeable, place,
               checker_.spell(part) + " holds " + checker_.spell(found) +
                   ", which is private to this SIP or can change");
      });
      return Reach::kStop;
    });
  }
};

}  // namespace

std::unique_ptr<AstRule> make_exchangeable_rule(Checker& checker) {
  return std::make_unique<ExchangeableRule>(checker);
}

}  // namespace bulkhead::checker
