// not-sendable: what goes to another thread, or is kept where threads share it, holds nothing that
// looks back into the thread it came from. Asked where library functions and types say
// "sip::sends".
#include <clang/AST/DeclCXX.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/ExprCXX.h>
#include <llvm/ADT/SmallPtrSet.h>
#include <llvm/ADT/StringSwitch.h>

#include "flow/linear.hpp"
#include "rules/rule.hpp"
#include "rules/types.hpp"

namespace bulkhead::checker {

namespace {

bool is_view_or_local_heap(llvm::StringRef name) {
  return llvm::StringSwitch<bool>(name)
      .Cases("Gc", "Function", "Span", "Vector", "String", "HashMap", "Cell", true)
      .Default(false);
}

// The search for what must stay behind, through fields, bases, captures and template arguments.
class SendableSearch {
 public:
  explicit SendableSearch(const Checker& checker) : checker_(checker) {}

  // What it is, as words for the message; empty: nothing.
  std::string search(clang::QualType type) {
    if (type.isNull() || type->isDependentType()) return {};
    type = type.getCanonicalType();
    if (type->isReferenceType()) return "a reference " + checker_.spell(type);
    if (type->isPointerType()) return "a pointer (a captured 'this')";
    const auto* record = type->getAsCXXRecordDecl();
    if (record == nullptr || !record->hasDefinition() || !visited_.insert(record).second) return {};
    if (auto found = search_arguments(*record); !found.empty()) return found;
    if (outermost_namespace(*record) == "sip") {
      return is_view_or_local_heap(record->getName()) ? checker_.spell(type) : std::string();
    }
    return search_parts(*record->getDefinition());
  }

 private:
  std::string search_parts(const clang::CXXRecordDecl& record) {
    for (const auto& base : record.bases()) {
      if (auto found = search(base.getType()); !found.empty()) return found;
    }
    for (const auto* field : record.fields()) {
      if (auto found = search(field->getType()); !found.empty()) return found;
    }
    return {};
  }

  std::string search_arguments(const clang::CXXRecordDecl& record) {
    const auto* instance = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(&record);
    if (instance == nullptr) return {};
    for (const auto& argument : instance->getTemplateArgs().asArray()) {
      if (argument.getKind() != clang::TemplateArgument::Type) continue;
      if (auto found = search(argument.getAsType()); !found.empty()) return found;
    }
    return {};
  }

  const Checker& checker_;
  llvm::SmallPtrSet<const clang::CXXRecordDecl*, 8> visited_;
};

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
      if (record != nullptr && has_annotation(*record, "sip::sends")) check(made->getType(), place);
    }
  }

 private:
  void check(clang::QualType type, clang::SourceLocation place) {
    const auto found = SendableSearch(checker_).search(type.getNonReferenceType());
    if (found.empty()) return;
    report(Rule::kNotSendable, place,
           "what another thread gets holds " + found + ", which stays with this one");
  }
};

}  // namespace

std::unique_ptr<AstRule> make_sendable_rule(Checker& checker) {
  return std::make_unique<SendableRule>(checker);
}

}  // namespace bulkhead::checker
