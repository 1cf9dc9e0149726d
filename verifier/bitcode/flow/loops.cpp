// `T items[N] = {}` compiles to a loop whose pointer walks from the first element to the end. It is
// the only pointer arithmetic that checked code contains, so it is recognised by its whole form:
// one block, one step, and an exact end.
#include <llvm/IR/Constants.h>
#include <llvm/IR/IntrinsicInst.h>

#include "bitcode/flow/run.hpp"

namespace verifier::flow {
namespace {

const llvm::GetElementPtrInst* constant_step(const llvm::Value* value) {
  const auto* step = llvm::dyn_cast<llvm::GetElementPtrInst>(value);
  const bool single = step != nullptr && step->getNumIndices() == 1 &&
                      llvm::isa<llvm::ConstantInt>(step->idx_begin()->get());
  return single ? step : nullptr;
}

std::uint64_t index_of(const llvm::GetElementPtrInst& step) {
  return llvm::cast<llvm::ConstantInt>(step.idx_begin()->get())->getZExtValue();
}

// Where an array begins may be spelled with an index of 0.
const llvm::Value* origin(const llvm::Value* value) {
  while (const auto* step = llvm::dyn_cast<llvm::GetElementPtrInst>(value)) {
    if (!step->hasAllZeroIndices()) return value;
    value = step->getPointerOperand();
  }
  return value;
}

// Nothing in the block reads memory, so writing all elements at once is the same.
bool only_writes(const llvm::BasicBlock& block) {
  for (const llvm::Instruction& instruction : block) {
    const bool quiet = llvm::isa<llvm::PHINode, llvm::GetElementPtrInst, llvm::ICmpInst,
                                 llvm::BranchInst, llvm::StoreInst, llvm::MemSetInst>(instruction);
    if (!quiet) return false;
  }
  return true;
}

const llvm::GetElementPtrInst* step_of(const llvm::PHINode& phi) {
  const llvm::BasicBlock* block = phi.getParent();
  if (!phi.getType()->isPointerTy() || phi.getNumIncomingValues() != 2 ||
      phi.getBasicBlockIndex(block) < 0)
    return nullptr;
  const auto* next = constant_step(phi.getIncomingValueForBlock(block));
  const bool walks = next != nullptr && next->getPointerOperand() == &phi && index_of(*next) == 1 &&
                     next->getParent() == block;
  return walks ? next : nullptr;
}

// The end that the loop runs to, if it leaves exactly there.
const llvm::GetElementPtrInst* end_of(const llvm::PHINode& phi,
                                      const llvm::GetElementPtrInst& next) {
  const llvm::BasicBlock* block = phi.getParent();
  const auto* branch = llvm::dyn_cast<llvm::BranchInst>(block->getTerminator());
  if (branch == nullptr || !branch->isConditional() || branch->getSuccessor(1) != block ||
      branch->getSuccessor(0) == block)
    return nullptr;
  const auto* compare = llvm::dyn_cast<llvm::ICmpInst>(branch->getCondition());
  if (compare == nullptr || compare->getPredicate() != llvm::CmpInst::ICMP_EQ ||
      compare->getOperand(0) != &next)
    return nullptr;
  return constant_step(compare->getOperand(1));
}

}  // namespace

void Run::find_array_loops() {
  for (const llvm::BasicBlock& block : function_) {
    for (const llvm::PHINode& phi : block.phis()) {
      const llvm::GetElementPtrInst* next = step_of(phi);
      if (next == nullptr) continue;
      const llvm::GetElementPtrInst* end = end_of(phi, *next);
      if (end == nullptr) continue;
      const unsigned outside = phi.getIncomingBlock(0) == &block ? 1 : 0;
      const auto size = [&](const llvm::GetElementPtrInst& step) {
        return analysis_.layout().getTypeAllocSize(step.getSourceElementType()).getFixedValue();
      };
      const std::uint64_t stride = size(*next), bytes = size(*end) * index_of(*end);
      if (origin(end->getPointerOperand()) != origin(phi.getIncomingValue(outside)) ||
          stride == 0 || bytes % stride != 0 || bytes == 0 || bytes > 1U << 24)
        continue;
      const ArrayLoop loop{static_cast<std::uint32_t>(bytes / stride),
                           static_cast<std::uint32_t>(stride), only_writes(block)};
      array_loops_[&phi] = loop;
      array_loops_[next] = loop;
    }
  }
}

}  // namespace verifier::flow
