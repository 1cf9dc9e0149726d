// Linearity of types; see linear.hpp.
#include "flow/linear.hpp"

#include <clang/AST/Attr.h>
#include <clang/AST/DeclTemplate.h>

#include <optional>

#include "rules/types.hpp"

namespace bulkhead::checker {

namespace {

std::optional<Linearity> own_annotation(const clang::CXXRecordDecl& record) {
  if (has_annotation(record, "sip::must_consume")) return Linearity::kMustConsume;
  if (has_annotation(record, "sip::linear")) return Linearity::kLinear;
  if (has_annotation(record, "sip::cell")) return Linearity::kNone;
  return std::nullopt;
}

// A specialisation's own annotation comes before that of the template.
std::optional<Linearity> annotation_of(const clang::CXXRecordDecl& record) {
  if (const auto own = own_annotation(record)) return own;
  if (const auto* pattern = record.getTemplateInstantiationPattern()) {
    if (const auto from_pattern = own_annotation(*pattern)) return from_pattern;
  }
  const auto* instance = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(&record);
  if (instance == nullptr) return std::nullopt;
  return own_annotation(*instance->getSpecializedTemplate()->getTemplatedDecl());
}

}  // namespace

bool has_annotation(const clang::Decl& decl, llvm::StringRef text) {
  for (const auto* redeclaration : decl.redecls()) {
    for (const auto* annotation : redeclaration->specific_attrs<clang::AnnotateAttr>()) {
      if (annotation->getAnnotation() == text) return true;
    }
  }
  return false;
}

bool is_branching(const clang::FunctionDecl* function) {
  if (function == nullptr) return false;
  if (has_annotation(*function, "sip::branches")) return true;
  const auto* pattern = function->getTemplateInstantiationPattern();
  return pattern != nullptr && has_annotation(*pattern, "sip::branches");
}

Linearity LinearTypes::of(clang::QualType type) {
  if (type.isNull()) return Linearity::kNone;
  type = type.getCanonicalType();
  if (const auto* array = type->getAsArrayTypeUnsafe()) return of(array->getElementType());
  const auto* record = type->getAsCXXRecordDecl();
  if (record == nullptr || type->isReferenceType()) return Linearity::kNone;
  record = record->getCanonicalDecl();
  const auto known = known_.find(record);
  if (known != known_.end()) return known->second;
  known_[record] = Linearity::kNone;  // a class that holds itself indirectly adds nothing
  const auto result = of_record(*record);
  known_[record] = result;
  return result;
}

Linearity LinearTypes::of_record(const clang::CXXRecordDecl& record) {
  if (const auto annotated = annotation_of(record)) return *annotated;
  return std::max(of_parts(record), of_arguments(record));
}

Linearity LinearTypes::of_parts(const clang::CXXRecordDecl& record) {
  const auto* definition = record.getDefinition();
  if (definition == nullptr || definition->isDependentContext()) return Linearity::kNone;
  auto strictest = Linearity::kNone;
  for (const auto* field : definition->fields())
    strictest = std::max(strictest, of(field->getType()));
  for (const auto& base : definition->bases()) strictest = std::max(strictest, of(base.getType()));
  return strictest;
}

// Optional<Endpoint> keeps its value in opaque storage, so the library's templates count with their
// arguments.
Linearity LinearTypes::of_arguments(const clang::CXXRecordDecl& record) {
  const auto* instance = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(&record);
  if (instance == nullptr || outermost_namespace(record) != "sip") return Linearity::kNone;
  auto strictest = Linearity::kNone;
  const auto add = [&](const clang::TemplateArgument& argument) {
    if (argument.getKind() == clang::TemplateArgument::Type) {
      strictest = std::max(strictest, of(argument.getAsType()));
    }
  };
  for (const auto& argument : instance->getTemplateArgs().asArray()) {
    if (argument.getKind() != clang::TemplateArgument::Pack) {
      add(argument);
      continue;
    }
    for (const auto& element : argument.pack_elements()) add(element);
  }
  return strictest;
}

bool LinearTypes::is_decomposable(const clang::CXXRecordDecl& record) {
  const auto* definition = record.getDefinition();
  if (definition == nullptr || definition->isLambda() || annotation_of(record)) return false;
  if (of_arguments(record) > of_parts(record)) return false;
  for (const auto& base : definition->bases()) {
    if (is_linear(base.getType())) return false;
  }
  for (const auto* field : definition->fields()) {
    if (is_linear(field->getType()) && field->getAccess() != clang::AS_public) return false;
  }
  return is_linear(checker_.ast.getRecordType(definition));
}

}  // namespace bulkhead::checker
