// See containment.hpp.
#include "references/containment.hpp"

#include "references/view_types.hpp"

namespace bulkhead::checker {

namespace {

bool is_related(const clang::CXXRecordDecl& record, clang::QualType part) {
  const auto* other = part->getAsCXXRecordDecl();
  if (other == nullptr || !other->hasDefinition()) return false;
  return record.isDerivedFrom(other) || other->isDerivedFrom(&record);
}

}  // namespace

bool Containment::may_hold(clang::QualType whole, clang::QualType part) {
  whole = whole.getNonReferenceType().getCanonicalType().getUnqualifiedType();
  part = part.getNonReferenceType().getCanonicalType().getUnqualifiedType();
  if (ast_.hasSameType(whole, part)) return true;
  if (const auto* array = whole->getAsArrayTypeUnsafe())
    return may_hold(array->getElementType(), part);
  const auto* record = whole->getAsCXXRecordDecl();
  if (record == nullptr || !seen_.insert(record->getCanonicalDecl()).second) return false;
  if (!record->hasDefinition()) return true;
  return is_related(*record, part) || has_part(*record->getDefinition(), part);
}

bool Containment::has_part(const clang::CXXRecordDecl& record, clang::QualType part) {
  for (const auto& base : record.bases()) {
    if (may_hold(base.getType(), part)) return true;
  }
  for (const auto* field : record.fields()) {
    if (!field->getType()->isReferenceType() && may_hold(field->getType(), part)) return true;
  }
  // Opaque storage has its element only as an argument.
  bool found = false;
  for_each_type_argument(record, [&](clang::QualType argument) {
    if (!found) found = may_hold(argument, part);
  });
  return found;
}

}  // namespace bulkhead::checker
