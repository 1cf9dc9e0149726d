// Two stacks for each thread: what pointers lead to goes to the data stack, whose pointer is at
// %gs:24; return addresses, spilled registers and locals that nobody points to stay on the call
// stack, where no store check lets a store through. LLVM's SafeStack pass divides them; here is
// what surrounds it. See docs/verification-machine.md, which proves the result.
#include <llvm/Analysis/CGSCCPassManager.h>
#include <llvm/Analysis/LoopAnalysisManager.h>
#include <llvm/CodeGen/SafeStack.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/Instructions.h>
#include <llvm/IR/IntrinsicInst.h>
#include <llvm/Passes/PassBuilder.h>
#include <llvm/Support/Alignment.h>

#include "backend/module_checks.hpp"

namespace sipc::backend {
namespace {

constexpr std::uint64_t kPage = 4096;
constexpr unsigned kGsSpace = 256;  // LLVM's address space of %gs
constexpr unsigned kSlot = 24;      // abi::ThreadRecord::unsafe_stack_pointer
constexpr llvm::StringLiteral kPassSlot = "__safestack_unsafe_stack_ptr";
// Of a fill or copy that certainly becomes plain stores. A larger one may become a call or a string
// instruction, which need an address.
constexpr std::uint64_t kLargestInline = 64;

// Whether the local's place is used otherwise than by plain accesses at constant offsets, as far as
// LLVM's pass may call it safe and the verifier cannot follow.
bool is_computed_with(const llvm::Instruction& place) {
  for (const llvm::User* user : place.users()) {
    if (const auto* step = llvm::dyn_cast<llvm::GetElementPtrInst>(user)) {
      if (!step->hasAllConstantIndices() || is_computed_with(*step)) return true;
    } else if (const auto* copy = llvm::dyn_cast<llvm::MemIntrinsic>(user)) {
      const auto* length = llvm::dyn_cast<llvm::ConstantInt>(copy->getLength());
      const bool is_large = length == nullptr || length->getZExtValue() > kLargestInline;
      if (copy->getRawDest() == &place && is_large) return true;
    } else if (llvm::isa<llvm::PHINode, llvm::SelectInst>(user)) {
      return true;
    }
  }
  return false;
}

// Lets those locals escape to a function that does not exist, so that LLVM's pass moves them.
std::vector<llvm::CallInst*> give_away(llvm::Function& function, llvm::FunctionCallee nobody) {
  std::vector<llvm::AllocaInst*> locals;
  for (llvm::Instruction& instruction : llvm::instructions(function)) {
    auto* const local = llvm::dyn_cast<llvm::AllocaInst>(&instruction);
    if (local != nullptr && is_computed_with(*local)) locals.push_back(local);
  }
  std::vector<llvm::CallInst*> calls;
  for (llvm::AllocaInst* local : locals)
    calls.push_back(llvm::IRBuilder<>(local->getNextNode()).CreateCall(nobody, {local}));
  return calls;
}

void divide(llvm::Module& module, llvm::TargetMachine& machine) {
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager components;
  llvm::ModuleAnalysisManager modules;
  llvm::PassBuilder builder(&machine);
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(components);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, components, modules);
  llvm::SafeStackPass pass(&machine);
  for (llvm::Function& function : module) {
    if (function.isDeclaration()) continue;
    function.addFnAttr(llvm::Attribute::SafeStack);
    functions.invalidate(function, pass.run(function, functions));
    function.removeFnAttr(llvm::Attribute::SafeStack);  // or code generation does it again
  }
}

// A new frame is touched from its top to its bottom, page by page, so that its owner meets the
// unmapped page below the stack, and nothing beyond it.
void touch(llvm::IRBuilder<>& builder, llvm::Value* bottom) {
  const llvm::DataLayout& layout = builder.GetInsertBlock()->getModule()->getDataLayout();
  llvm::APInt offset(64, 0);
  llvm::Value* const top = bottom->stripAndAccumulateConstantOffsets(layout, offset, true);
  for (std::uint64_t depth = kPage; depth < offset.abs().getZExtValue(); depth += kPage) {
    llvm::Value* const place =
        builder.CreateConstGEP1_64(builder.getInt8Ty(), top, -static_cast<std::int64_t>(depth));
    builder.CreateLoad(builder.getInt8Ty(), place, /*isVolatile=*/true);
  }
  builder.CreateLoad(builder.getInt8Ty(), bottom, /*isVolatile=*/true);
}

// LLVM's pass keeps the pointer in a thread-local variable; we have it at a fixed place. What is
// stored is a new frame's bottom, or, in front of a return, what was loaded at the start.
void move_slot(llvm::GlobalVariable& variable) {
  llvm::LLVMContext& context = variable.getContext();
  llvm::Constant* const slot = llvm::ConstantExpr::getIntToPtr(
      llvm::ConstantInt::get(llvm::Type::getInt64Ty(context), kSlot),
      llvm::PointerType::get(context, kGsSpace));
  for (llvm::User* user : llvm::make_early_inc_range(variable.users())) {
    auto* const instruction = llvm::cast<llvm::Instruction>(user);
    llvm::IRBuilder<> builder(instruction);
    if (llvm::isa<llvm::LoadInst>(instruction)) {
      instruction->replaceAllUsesWith(
          builder.CreateAlignedLoad(instruction->getType(), slot, llvm::Align(8)));
    } else {
      llvm::Value* const stored = llvm::cast<llvm::StoreInst>(instruction)->getValueOperand();
      builder.CreateAlignedStore(stored, slot, llvm::Align(8));
      if (!llvm::isa<llvm::LoadInst>(stored)) touch(builder, stored);
    }
    instruction->eraseFromParent();
  }
  variable.eraseFromParent();
}

}  // namespace

void separate_stacks(llvm::Module& module, llvm::TargetMachine& machine) {
  llvm::LLVMContext& context = module.getContext();
  llvm::FunctionCallee nobody = module.getOrInsertFunction(
      "sip_nobody", llvm::Type::getVoidTy(context), llvm::PointerType::get(context, 0));
  std::vector<llvm::CallInst*> calls;
  for (llvm::Function& function : module) {
    for (llvm::CallInst* call : give_away(function, nobody)) calls.push_back(call);
  }
  divide(module, machine);
  for (llvm::CallInst* call : calls) call->eraseFromParent();
  llvm::cast<llvm::Function>(nobody.getCallee())->eraseFromParent();
  if (auto* const variable = module.getNamedGlobal(kPassSlot)) move_slot(*variable);
}

}  // namespace sipc::backend
