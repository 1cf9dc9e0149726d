// attribute, forged-annotation: the second net under the tokens rule. Whatever way an attribute
// came onto a declaration or statement, only a kind on this list may be there; annotations are
// looked at as Clang joined their text.
#include <clang/AST/Attr.h>
#include <clang/AST/DeclCXX.h>

#include "rules/rule.hpp"

namespace bulkhead::checker {

namespace {

bool is_allowed(clang::attr::Kind kind, Level level) {
  switch (kind) {
    case clang::attr::WarnUnusedResult:
    case clang::attr::Unused:
    case clang::attr::Deprecated:
    case clang::attr::FallThrough:
    case clang::attr::Likely:
    case clang::attr::Unlikely:
    case clang::attr::NoUniqueAddress:
    case clang::attr::Annotate:  // looked at below
    case clang::attr::Aligned:   // over-aligned has its own rule
    case clang::attr::Final:
    case clang::attr::Override:
    case clang::attr::ConstInit:
      return true;
    case clang::attr::DiagnoseIf:
    case clang::attr::LifetimeBound:
      return level >= Level::kGenerated;
    case clang::attr::AlwaysInline:
      return level >= Level::kKernel;
    case clang::attr::Cold:
    case clang::attr::NoInline:
    case clang::attr::PreserveMost:
      return level == Level::kKernel;
    case clang::attr::CXX11NoReturn:
      return level >= Level::kSdk || level == Level::kKernel;
    default:
      return false;
  }
}

class AttributesRule : public AstRule {
 public:
  using AstRule::AstRule;

  void on_decl(const clang::Decl& decl, clang::SourceLocation place) override {
    if (decl.isImplicit()) return;
    for (const auto* attribute : decl.attrs()) check(*attribute, place);
  }

  void on_stmt(const clang::Stmt& stmt, clang::SourceLocation place) override {
    if (const auto* attributed = llvm::dyn_cast<clang::AttributedStmt>(&stmt)) {
      for (const auto* attribute : attributed->getAttrs()) check(*attribute, place);
    }
  }

  void on_type(clang::TypeLoc type, clang::SourceLocation place) override {
    if (const auto attributed = type.getAs<clang::AttributedTypeLoc>()) {
      if (const auto* attribute = attributed.getAttr()) check(*attribute, place);
    }
  }

 private:
  void check(const clang::Attr& attribute, clang::SourceLocation place) {
    if (attribute.isImplicit() || attribute.isInherited()) return;
    // The attribute's own place decides: a macro or an out-of-line declaration may have put it
    // here.
    const auto own = attribute.getLocation().isValid() ? attribute.getLocation() : place;
    const auto level = checker_.level_of(own);
    if (!is_allowed(attribute.getKind(), level)) {
      report(Rule::kAttribute, own, "attribute '" + std::string(attribute.getSpelling()) + "'");
    } else if (const auto* annotation = llvm::dyn_cast<clang::AnnotateAttr>(&attribute)) {
      check_annotation(*annotation, own, level);
    }
  }

  void check_annotation(const clang::AnnotateAttr& annotation, clang::SourceLocation place,
                        Level level) {
    const auto text = annotation.getAnnotation();
    if (text == "sip::linear" || text == "sip::must_consume") return;
    if (text.starts_with("sip::") && level >= Level::kGenerated) return;
    const auto rule = text.starts_with("sip::") ? Rule::kForgedAnnotation : Rule::kAttribute;
    report(rule, place, "annotation \"" + text.str() + "\"");
  }
};

}  // namespace

std::unique_ptr<AstRule> make_attributes_rule(Checker& checker) {
  return std::make_unique<AttributesRule>(checker);
}

}  // namespace bulkhead::checker
