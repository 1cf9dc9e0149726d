// Which types are linear, and which must be consumed on every path. A type is what its annotations
// say, or what the strictest of its fields, bases, captures and (for the library's own templates)
// type arguments is.
#pragma once

#include <clang/AST/DeclCXX.h>
#include <clang/AST/Type.h>
#include <llvm/ADT/DenseMap.h>

#include "checker.hpp"

namespace bulkhead::checker {

enum class Linearity : std::uint8_t { kNone, kLinear, kMustConsume };

class LinearTypes {
 public:
  explicit LinearTypes(Checker& checker) : checker_(checker) {}

  Linearity of(clang::QualType type);
  bool is_linear(clang::QualType type) { return of(type) != Linearity::kNone; }

  // Whether outsiders may take the members apart one by one: a plain struct with public linear
  // fields, not annotated.
  bool is_decomposable(const clang::CXXRecordDecl& record);

 private:
  Linearity of_record(const clang::CXXRecordDecl& record);
  Linearity of_parts(const clang::CXXRecordDecl& record);
  Linearity of_arguments(const clang::CXXRecordDecl& record);

  Checker& checker_;
  llvm::DenseMap<const clang::CXXRecordDecl*, Linearity> known_;
};

bool has_annotation(const clang::Decl& decl, llvm::StringRef text);

// Whether the function calls exactly one of its closures, once, in place ("sip::branches" on
// library code).
bool is_branching(const clang::FunctionDecl* function);

}  // namespace bulkhead::checker
