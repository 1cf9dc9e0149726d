// Which types are second class: the library's views ("sip::view"; not "sip::lasting", whose object
// is there until the end), closures that look at something
// (captured by reference, `this`, or a captured view), and the library's plain wrappers of those
// (an Optional of a view). Such a value lives in parameters and local variables only.
#pragma once

#include <clang/AST/DeclCXX.h>
#include <clang/AST/Type.h>
#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/STLFunctionalExtras.h>

namespace bulkhead::checker {

class ViewTypes {
 public:
  // Of the type itself; a reference to a view is none.
  bool is_view(clang::QualType type);
  // A view that is no closure: one that can be assigned to.
  bool is_plain_view(clang::QualType type);
  // A library class that keeps what it is made of longer than a call (collected memory, cells,
  // exchange owners, locks) and has a view among its arguments; that argument, or null.
  clang::QualType kept_view(clang::QualType type);

 private:
  bool of_record(const clang::CXXRecordDecl& record);
  bool has_view_inside(const clang::CXXRecordDecl& record);
  bool of_closure(const clang::CXXRecordDecl& closure);

  llvm::DenseMap<const clang::CXXRecordDecl*, bool> known_;
};

// An annotation on the class, its template, or the pattern that it was made from.
bool class_has_annotation(const clang::CXXRecordDecl& record, llvm::StringRef text);

// Of the standard library, which the kernel uses: std::span and std::string_view.
bool is_standard_view(const clang::CXXRecordDecl& record);

// Whether a library class keeps its content beyond the scope of the variable.
bool is_keeper(const clang::CXXRecordDecl& record);

// Each type among the template arguments of the class, packs included.
void for_each_type_argument(const clang::CXXRecordDecl& record,
                            llvm::function_ref<void(clang::QualType)> visit);

}  // namespace bulkhead::checker
