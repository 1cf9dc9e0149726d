// Looks through a type, however it is dressed, for what checked code must not contain at any depth.
#pragma once

#include <clang/AST/ASTContext.h>
#include <clang/AST/Type.h>

#include <optional>
#include <string>

#include "catalogue/catalogue.hpp"
#include "trust.hpp"

namespace bulkhead::checker {

struct ForbiddenType {
  Rule rule;
  clang::QualType type;  // the offending part
  std::string what;      // "raw pointer type"
};

// The first forbidden part of `type`. Library and generated code (`level`) may also have arrays of
// constant characters, which is how it takes string literals.
std::optional<ForbiddenType> find_forbidden(clang::QualType type, Level level);

// The top-level namespace that a declaration belongs to (its semantic parent), or empty for none.
llvm::StringRef outermost_namespace(const clang::Decl& decl);
// Whether the declaration lies in sip::prim, sip::detail or hal::detail, at any depth.
bool is_library_internal(const clang::Decl& decl);

}  // namespace bulkhead::checker
