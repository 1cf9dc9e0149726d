// collected-destructor: objects in collected memory have no destructors of the user's own, for they
// would run at any time, in any order, on any thread. Bodies of sip::Function lie there too.
#include <clang/AST/ExprCXX.h>

#include "flow/linear.hpp"
#include "references/view_types.hpp"
#include "rules/reach.hpp"
#include "rules/rule.hpp"

namespace bulkhead::checker {

namespace {

class CollectedRule : public AstRule {
 public:
  explicit CollectedRule(Checker& checker) : AstRule(checker), linear_(checker) {}

  void on_decl(const clang::Decl& decl, clang::SourceLocation place) override {
    if (checker_.level_of(place) >= Level::kSdk) return;
    for_each_object_type(decl, [&](clang::QualType type) { check(type, place); });
  }

  void on_stmt(const clang::Stmt& stmt, clang::SourceLocation place) override {
    if (checker_.level_of(place) >= Level::kSdk) return;
    for_each_object_type(stmt, [&](clang::QualType type) { check(type, place); });
    if (const auto* made = llvm::dyn_cast<clang::CXXConstructExpr>(&stmt))
      check_closures(*made, place);
  }

 private:
  static bool is_collected(const clang::CXXRecordDecl* record) {
    return record != nullptr && class_has_annotation(*record, "sip::collected");
  }

  void check(clang::QualType type, clang::SourceLocation place) {
    find_inside(type, [&](clang::QualType part) {
      const auto* record = part->getAsCXXRecordDecl();
      if (is_collected(record)) {
        for_each_type_argument(*record,
                               [&](clang::QualType content) { check_content(content, place); });
      }
      return Reach::kGoOn;
    });
  }

  // A closure becomes the body of a collected function object.
  void check_closures(const clang::CXXConstructExpr& made, clang::SourceLocation place) {
    if (!is_collected(made.getType()->getAsCXXRecordDecl())) return;
    for (const auto* argument : made.arguments()) {
      const auto type = argument->getType().getNonReferenceType();
      const auto* record = type->getAsCXXRecordDecl();
      if (record == nullptr || !record->isLambda()) continue;
      check_content(type, place);
      if (linear_.is_linear(type))
        report(Rule::kLinearStorage, place,
               "closure that owns a linear value is kept in " + checker_.spell(made.getType()));
    }
  }

  void check_content(clang::QualType content, clang::SourceLocation place) {
    const auto found = find_inside(content, [&](clang::QualType part) {
      const auto* record = part->getAsCXXRecordDecl();
      if (record == nullptr || !record->hasDefinition()) return Reach::kGoOn;
      const auto* destructor = record->getDefinition()->getDestructor();
      const bool by_hand = destructor != nullptr && destructor->isUserProvided() &&
                           checker_.level_of(destructor->getLocation()) < Level::kSdk;
      return by_hand ? Reach::kFound : Reach::kGoOn;
    });
    if (found.isNull()) return;
    report(Rule::kCollectedDestructor, place,
           checker_.spell(found) + " has a destructor and lies in collected memory here");
  }

  LinearTypes linear_;
};

}  // namespace

std::unique_ptr<AstRule> make_collected_rule(Checker& checker) {
  return std::make_unique<CollectedRule>(checker);
}

}  // namespace bulkhead::checker
