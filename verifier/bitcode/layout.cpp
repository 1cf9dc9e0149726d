// le64 and x86-64 must agree on where every field lies: what is verified here has its offsets
// computed for the one, and step two keeps them for the other.
#include <llvm/IR/DataLayout.h>
#include <llvm/Support/raw_ostream.h>

#include "bitcode/inspector.hpp"

namespace verifier {
namespace {

// What clang gives every x86-64 ELF target.
constexpr llvm::StringLiteral kNativeLayout =
    "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128";

bool is_equal(llvm::Type* type, const llvm::DataLayout& left, const llvm::DataLayout& right) {
  // Alignments differ (le64 aligns i64 to 4); every access and variable states its own.
  if (left.getTypeAllocSize(type) != right.getTypeAllocSize(type) ||
      left.getTypeStoreSize(type) != right.getTypeStoreSize(type))
    return false;
  auto* structure = llvm::dyn_cast<llvm::StructType>(type);
  if (structure == nullptr) return true;
  for (unsigned i = 0; i < structure->getNumElements(); ++i) {
    if (left.getStructLayout(structure)->getElementOffset(i) !=
        right.getStructLayout(structure)->getElementOffset(i))
      return false;
  }
  return true;
}

}  // namespace

void ModuleInspector::inspect_layout(llvm::Type* type, const std::string& place) {
  if (!type->isSized()) return;
  static const llvm::DataLayout native(kNativeLayout);
  if (!is_equal(type, module_.getDataLayout(), native)) {
    std::string text;
    llvm::raw_string_ostream stream(text);
    type->print(stream, false, true);
    add(431, place, stream.str());
  }
}

}  // namespace verifier
