// See view_types.hpp.
#include "references/view_types.hpp"

#include <clang/AST/DeclTemplate.h>
#include <clang/AST/LambdaCapture.h>

#include "flow/linear.hpp"
#include "rules/types.hpp"

namespace bulkhead::checker {

bool class_has_annotation(const clang::CXXRecordDecl& record, llvm::StringRef text) {
  if (has_annotation(record, text)) return true;
  const auto* pattern = record.getTemplateInstantiationPattern();
  if (pattern != nullptr && has_annotation(*pattern, text)) return true;
  const auto* instance = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(&record);
  return instance != nullptr &&
         has_annotation(*instance->getSpecializedTemplate()->getTemplatedDecl(), text);
}

bool is_standard_view(const clang::CXXRecordDecl& record) {
  if (!record.getDeclName().isIdentifier() || outermost_namespace(record) != "std") return false;
  return record.getName() == "span" || record.getName() == "basic_string_view";
}

bool is_keeper(const clang::CXXRecordDecl& record) {
  for (const auto* kind :
       {"sip::collected", "sip::cell", "sip::sends", "sip::linear", "sip::must_consume"}) {
    if (class_has_annotation(record, kind)) return true;
  }
  return false;
}

void for_each_type_argument(const clang::CXXRecordDecl& record,
                            llvm::function_ref<void(clang::QualType)> visit) {
  const auto* instance = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(&record);
  if (instance == nullptr) return;
  for (const auto& argument : instance->getTemplateArgs().asArray()) {
    if (argument.getKind() == clang::TemplateArgument::Type) {
      visit(argument.getAsType());
    } else if (argument.getKind() == clang::TemplateArgument::Pack) {
      for (const auto& element : argument.pack_elements()) {
        if (element.getKind() == clang::TemplateArgument::Type) visit(element.getAsType());
      }
    }
  }
}

bool ViewTypes::is_view(clang::QualType type) {
  if (type.isNull() || type->isDependentType()) return false;
  const auto* record = type.getCanonicalType()->getAsCXXRecordDecl();
  if (record == nullptr) return false;
  if (record->hasDefinition()) record = record->getDefinition();
  if (const auto known = known_.find(record); known != known_.end()) return known->second;
  known_[record] = false;  // a class cannot hold itself
  const bool result = record->isLambda() ? of_closure(*record) : of_record(*record);
  return known_[record] = result;
}

bool ViewTypes::is_plain_view(clang::QualType type) {
  return is_view(type) && !type->getAsCXXRecordDecl()->isLambda();
}

bool ViewTypes::of_closure(const clang::CXXRecordDecl& closure) {
  for (const auto& capture : closure.captures()) {
    if (capture.getCaptureKind() == clang::LCK_ByRef || capture.getCaptureKind() == clang::LCK_This)
      return true;
  }
  for (const auto* field : closure.fields()) {
    if (field->getType()->isReferenceType() || is_view(field->getType())) return true;
  }
  return false;
}

bool ViewTypes::has_view_inside(const clang::CXXRecordDecl& record) {
  for (const auto& base : record.bases()) {
    if (is_view(base.getType())) return true;
  }
  for (const auto* field : record.fields()) {
    if (is_view(field->getType())) return true;
  }
  return false;
}

bool ViewTypes::of_record(const clang::CXXRecordDecl& record) {
  if (class_has_annotation(record, "sip::lasting")) return false;
  if (class_has_annotation(record, "sip::view") || is_standard_view(record)) return true;
  if (is_keeper(record)) return false;
  if (record.hasDefinition() && has_view_inside(record)) return true;
  const auto home = outermost_namespace(record);
  if (home != "sip" && home != "std") return false;
  bool found = false;
  for_each_type_argument(record, [&](clang::QualType argument) { found |= is_view(argument); });
  return found;
}

clang::QualType ViewTypes::kept_view(clang::QualType type) {
  const auto* record = type.getNonReferenceType()->getAsCXXRecordDecl();
  if (record == nullptr) return {};
  const bool keeps = is_keeper(*record);
  clang::QualType kept;
  for_each_type_argument(*record, [&](clang::QualType argument) {
    if (keeps && is_view(argument)) {
      kept = argument;
    } else if (kept.isNull()) {
      kept = kept_view(argument);
    }
  });
  return kept;
}

}  // namespace bulkhead::checker
