// What an object of a type leads to: a search through fields, bases, captures and template
// arguments, at any depth.
#pragma once

#include <clang/AST/DeclCXX.h>
#include <clang/AST/Type.h>
#include <llvm/ADT/STLFunctionalExtras.h>

namespace bulkhead::checker {

enum class Reach : std::uint8_t { kFound, kGoOn, kStop };

// The first type for which `judge` says kFound, or null. Types come canonical; kStop leaves out
// what is inside.
clang::QualType find_inside(clang::QualType type, llvm::function_ref<Reach(clang::QualType)> judge);

// Calls `visit` with each type that a declaration or expression gives to an object, where it
// stands.
void for_each_object_type(const clang::Decl& decl, llvm::function_ref<void(clang::QualType)> visit);
void for_each_object_type(const clang::Stmt& stmt, llvm::function_ref<void(clang::QualType)> visit);

}  // namespace bulkhead::checker
