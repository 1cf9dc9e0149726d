// Teaches Clang [[sip::linear]], [[sip::must_consume]], [[sip::branches]] and [[sip::cell]]: short
// spellings of clang::annotate with the same text, so that everything later looks at one form.
#include <clang/AST/Attr.h>
#include <clang/AST/DeclCXX.h>
#include <clang/Sema/ParsedAttr.h>
#include <clang/Sema/Sema.h>

namespace bulkhead::checker {

namespace {

enum class Target { kType, kFunction };

class AnnotationAttribute : public clang::ParsedAttrInfo {
 public:
  AnnotationAttribute(const char* name, Target target) : target_(target), name_(name) {
    spelling_ = {clang::ParsedAttr::AS_CXX11, name};
    Spellings = spelling_;
  }

  bool diagAppertainsToDecl(clang::Sema& sema, const clang::ParsedAttr& attribute,
                            const clang::Decl* decl) const override {
    const bool fits = target_ == Target::kType ? llvm::isa<clang::CXXRecordDecl>(decl)
                                               : decl->getAsFunction() != nullptr;
    if (fits) return true;
    auto& engine = sema.getDiagnostics();
    engine.Report(attribute.getLoc(), engine.getCustomDiagID(clang::DiagnosticsEngine::Error,
                                                             "'%0' stands on a %1 only"))
        << name_ << (target_ == Target::kType ? "class" : "function");
    return false;
  }

  AttrHandling handleDeclAttribute(clang::Sema& sema, clang::Decl* decl,
                                   const clang::ParsedAttr& attribute) const override {
    decl->addAttr(
        clang::AnnotateAttr::Create(sema.Context, name_, nullptr, 0, attribute.getRange()));
    return AttributeApplied;
  }

 private:
  Target target_;
  const char* name_;
  Spelling spelling_;
};

struct LinearAttribute : AnnotationAttribute {
  LinearAttribute() : AnnotationAttribute("sip::linear", Target::kType) {}
};
struct MustConsumeAttribute : AnnotationAttribute {
  MustConsumeAttribute() : AnnotationAttribute("sip::must_consume", Target::kType) {}
};
struct CellAttribute : AnnotationAttribute {
  CellAttribute() : AnnotationAttribute("sip::cell", Target::kType) {}
};
struct BranchesAttribute : AnnotationAttribute {
  BranchesAttribute() : AnnotationAttribute("sip::branches", Target::kFunction) {}
};

using Registry = clang::ParsedAttrInfoRegistry;
Registry::Add<LinearAttribute> linear("sip_linear", "a type whose values are moved, never copied");
Registry::Add<MustConsumeAttribute> must_consume("sip_must_consume",
                                                 "a linear type that every path consumes");
Registry::Add<CellAttribute> cell(
    "sip_cell", "a library type that may hold linear values without being linear");
Registry::Add<BranchesAttribute> branches("sip_branches",
                                          "calls exactly one of its closures, once, in place");

}  // namespace

}  // namespace bulkhead::checker
