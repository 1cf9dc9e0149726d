// le64 and x86-64 must agree on where every field lies, because the portable module has offsets
// baked in that step two keeps.
#include <fmt/format.h>
#include <llvm/IR/DataLayout.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/Instructions.h>

#include <set>

#include "backend/module_checks.hpp"

namespace sipc::backend {
namespace {

class Comparison {
 public:
  explicit Comparison(const llvm::Module& module)
      : portable_(module.getDataLayout()), native_(kNativeLayout) {}

  void visit(llvm::Type* type) {
    if (!type->isSized() || !seen_.insert(type).second) return;
    if (portable_.getTypeAllocSize(type) != native_.getTypeAllocSize(type)) report(type);
    if (auto* structure = llvm::dyn_cast<llvm::StructType>(type)) {
      for (unsigned i = 0; i < structure->getNumElements(); ++i) {
        if (portable_.getStructLayout(structure)->getElementOffset(i) !=
            native_.getStructLayout(structure)->getElementOffset(i))
          report(type);
        visit(structure->getElementType(i));
      }
    } else if (auto* array = llvm::dyn_cast<llvm::ArrayType>(type)) {
      visit(array->getElementType());
    }
  }

  Findings findings;

 private:
  void report(llvm::Type* type) {
    const auto* structure = llvm::dyn_cast<llvm::StructType>(type);
    const std::string name = structure != nullptr && structure->hasName()
                                 ? structure->getName().str()
                                 : "an unnamed type";
    findings.push_back(
        {"BS0320",
         {},
         fmt::format("{} is laid out differently by the virtual ABI and by x86-64", name),
         "use fields of at most 8 bytes each"});
  }

  const llvm::DataLayout& portable_;
  const llvm::DataLayout native_;
  std::set<llvm::Type*> seen_;
};

}  // namespace

Findings check_layout(const llvm::Module& module) {
  Comparison comparison(module);
  for (llvm::StructType* type : module.getIdentifiedStructTypes()) comparison.visit(type);
  for (const llvm::GlobalVariable& variable : module.globals())
    comparison.visit(variable.getValueType());
  for (const llvm::Function& function : module) {
    for (const llvm::Instruction& instruction : llvm::instructions(function)) {
      comparison.visit(instruction.getType());
      if (const auto* slot = llvm::dyn_cast<llvm::AllocaInst>(&instruction))
        comparison.visit(slot->getAllocatedType());
      if (const auto* step = llvm::dyn_cast<llvm::GetElementPtrInst>(&instruction))
        comparison.visit(step->getSourceElementType());
    }
  }
  return std::move(comparison.findings);
}

}  // namespace sipc::backend
