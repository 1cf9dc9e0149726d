// inline-asm, language-linkage, c-variadic, gnu-extension, module, over-aligned, union: what the
// syntax tree shows of the ways out of the language. The tokens rule sees the keywords; this one
// sees what has no keyword.
#include <clang/AST/Attr.h>
#include <clang/AST/DeclCXX.h>
#include <clang/AST/ExprCXX.h>
#include <clang/AST/StmtCXX.h>

#include "rules/rule.hpp"

namespace bulkhead::checker {

namespace {

constexpr unsigned kLargestAlignment =
    16;  // bytes; what the virtual ABI of the portable bitcode has

class ExtensionsRule : public AstRule {
 public:
  using AstRule::AstRule;

  void on_decl(const clang::Decl& decl, clang::SourceLocation place) override {
    if (llvm::isa<clang::FileScopeAsmDecl>(decl) || decl.hasAttr<clang::AsmLabelAttr>()) {
      report(Rule::kInlineAsm, place, "assembly");
    } else if (llvm::isa<clang::LinkageSpecDecl>(decl)) {
      report(Rule::kLanguageLinkage, place, "language linkage");
    } else if (llvm::isa<clang::ImportDecl, clang::ExportDecl>(decl)) {
      report(Rule::kModule, place, "module import or export");
    } else if (const auto* function = llvm::dyn_cast<clang::FunctionDecl>(&decl)) {
      check_function(*function, place);
    } else if (const auto* variable = llvm::dyn_cast<clang::VarDecl>(&decl)) {
      check_symbol(*variable, place);
    } else if (const auto* record = llvm::dyn_cast<clang::RecordDecl>(&decl)) {
      if (record->isUnion()) report(Rule::kUnion, place, "union");
    }
    check_alignment(decl, place);
  }

  void on_stmt(const clang::Stmt& stmt, clang::SourceLocation place) override {
    if (llvm::isa<clang::AsmStmt>(stmt)) {
      report(Rule::kInlineAsm, place, "assembly");
    } else if (llvm::isa<clang::VAArgExpr>(stmt)) {
      report(Rule::kVariadic, place, "variable arguments read");
    } else if (llvm::isa<clang::CoroutineBodyStmt, clang::CoroutineSuspendExpr,
                         clang::CoreturnStmt>(stmt)) {
      report(Rule::kCoroutine, place, "coroutine");
    } else if (llvm::isa<clang::CXXThrowExpr, clang::CXXTryStmt>(stmt)) {
      report(Rule::kException, place, "exception");
    } else if (llvm::isa<clang::OffsetOfExpr>(stmt) && checker_.level_of(place) == Level::kKernel) {
      return;  // of the records that the kernel and SIPs share
    } else if (const auto* name = extension_name(stmt)) {
      report(Rule::kExtension, place, name);
    } else if (const auto* call = llvm::dyn_cast<clang::CallExpr>(&stmt)) {
      const auto* callee = call->getDirectCallee();
      if (callee != nullptr && callee->isVariadic() && callee->getBuiltinID() == 0) {
        report(Rule::kVariadic, place, "call with variable arguments");
      }
    }
  }

 private:
  // A variable outside every namespace keeps its plain name in the object file, where a primitive
  // or a function of the run-time may have the same.
  void check_symbol(const clang::VarDecl& variable, clang::SourceLocation place) {
    if (!variable.getDeclContext()->getRedeclContext()->isTranslationUnit()) return;
    if (llvm::isa<clang::VarTemplateSpecializationDecl>(variable) ||
        variable.getDescribedVarTemplate() != nullptr)
      return;
    if (!variable.hasExternalFormalLinkage()) return;
    report(Rule::kLanguageLinkage, place,
           "global variable '" + variable.getNameAsString() + "' has its plain name as symbol");
  }

  void check_function(const clang::FunctionDecl& function, clang::SourceLocation place) {
    if (function.isVariadic()) report(Rule::kVariadic, place, "function with variable arguments");
    const auto* type = function.getType()->getAs<clang::FunctionType>();
    const bool kernel = checker_.level_of(place) == Level::kKernel;
    if (type != nullptr && type->getCallConv() != clang::CC_C &&
        !(kernel && type->getCallConv() == clang::CC_PreserveMost)) {
      report(Rule::kAttribute, place, "calling convention of its own");
    }
  }

  static const char* extension_name(const clang::Stmt& stmt) {
    if (llvm::isa<clang::StmtExpr>(stmt)) return "statement expression";
    if (llvm::isa<clang::AddrLabelExpr, clang::IndirectGotoStmt>(stmt)) return "computed goto";
    if (llvm::isa<clang::BlockExpr>(stmt)) return "block";
    if (llvm::isa<clang::BinaryConditionalOperator>(stmt)) return "'?:' without a middle operand";
    if (llvm::isa<clang::ShuffleVectorExpr, clang::ConvertVectorExpr, clang::ExtVectorElementExpr>(
            stmt)) {
      return "vector operation";
    }
    if (llvm::isa<clang::CompoundLiteralExpr>(stmt)) return "compound literal";
    if (llvm::isa<clang::AtomicExpr>(stmt)) return "atomic builtin";
    if (llvm::isa<clang::ChooseExpr, clang::OffsetOfExpr>(stmt)) return "compiler builtin";
    if (llvm::isa<clang::DesignatedInitExpr>(stmt)) {
      const auto& init = llvm::cast<clang::DesignatedInitExpr>(stmt);
      for (const auto& part : init.designators()) {
        if (!part.isFieldDesignator()) return "array designator";
      }
    }
    return nullptr;
  }

  void check_alignment(const clang::Decl& decl, clang::SourceLocation place) {
    for (const auto* attribute : decl.specific_attrs<clang::AlignedAttr>()) {
      if (attribute->isAlignmentErrorDependent() || attribute->isAlignmentDependent()) continue;
      const auto bytes = attribute->getAlignment(checker_.ast) / checker_.ast.getCharWidth();
      const bool kernel = checker_.level_of(place) == Level::kKernel;  // whole cache lines
      if (bytes > kLargestAlignment && !kernel) {
        report(Rule::kOverAligned, place, "alignment of " + std::to_string(bytes) + " bytes");
      }
    }
  }
};

}  // namespace

std::unique_ptr<AstRule> make_extensions_rule(Checker& checker) {
  return std::make_unique<ExtensionsRule>(checker);
}

}  // namespace bulkhead::checker
