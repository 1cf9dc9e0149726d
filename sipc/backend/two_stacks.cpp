// Two stacks for each thread: what pointers lead to goes to the data stack, whose pointer is at
// %gs:24; return addresses, spilled registers and locals that nobody points to stay on the call
// stack, where no store check lets a store through. LLVM's SafeStack pass divides them; here is
// what surrounds it. See docs/verification-machine.md, which proves the result.
#include <llvm/Analysis/CGSCCPassManager.h>
#include <llvm/Analysis/LoopAnalysisManager.h>
#include <llvm/CodeGen/SafeStack.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/InlineAsm.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/Instructions.h>
#include <llvm/IR/IntrinsicInst.h>
#include <llvm/Passes/PassBuilder.h>
#include <llvm/Support/Alignment.h>

#include <map>
#include <optional>

#include "backend/module_checks.hpp"

namespace sipc::backend {
namespace {

constexpr std::int64_t kPage = 4096;
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

// What LLVM's pass has made at the start of a function: its caller's frames end at `top`, its own
// at `bottom`, and `take` stores that.
struct Frame {
  llvm::LoadInst* top;
  llvm::StoreInst* take;
  std::int64_t bytes;
};

std::optional<Frame> frame_of(llvm::LoadInst& top, const llvm::GlobalVariable& slot) {
  for (llvm::User* user : top.users()) {
    auto* const bottom = llvm::dyn_cast<llvm::GetElementPtrInst>(user);
    if (bottom == nullptr) continue;
    for (llvm::User* taker : bottom->users()) {
      auto* const take = llvm::dyn_cast<llvm::StoreInst>(taker);
      if (take == nullptr || take->getPointerOperand() != &slot) continue;
      llvm::APInt offset(64, 0);
      if (bottom->accumulateConstantOffset(top.getModule()->getDataLayout(), offset))
        return Frame{&top, take, -offset.getSExtValue()};
    }
  }
  return std::nullopt;
}

llvm::Value* moved(llvm::IRBuilder<>& builder, llvm::Value* from, std::int64_t by) {
  return builder.CreateConstGEP1_64(builder.getInt8Ty(), from, static_cast<std::uint64_t>(by));
}

// From its top to its bottom, page by page, so that its owner meets the unmapped page below the
// stack, and nothing beyond it.
void touch(llvm::IRBuilder<>& builder, const Frame& frame) {
  constexpr bool kVolatile = true;
  for (std::int64_t depth = kPage; depth < frame.bytes; depth += kPage)
    builder.CreateLoad(builder.getInt8Ty(), moved(builder, frame.top, -depth), kVolatile);
  builder.CreateLoad(builder.getInt8Ty(), frame.take->getValueOperand(), kVolatile);
}

// The same address, of which the optimiser knows nothing else.
llvm::Value* hidden(llvm::IRBuilder<>& builder, llvm::Value* address) {
  llvm::Type* const pointer = address->getType();
  auto* const same = llvm::InlineAsm::get(llvm::FunctionType::get(pointer, {pointer}, false), "",
                                          "=r,0,~{dirflag},~{fpsr}", /*hasSideEffects=*/false);
  return builder.CreateCall(same, {address});
}

// Uses of the frame's top behind `from`, each with the offset that it adds.
std::vector<std::pair<llvm::Use*, std::int64_t>> uses_behind(const Frame& frame,
                                                             const llvm::Instruction& from) {
  std::vector<std::pair<llvm::Use*, std::int64_t>> uses;
  const llvm::DataLayout& layout = from.getModule()->getDataLayout();
  for (llvm::Use& use : frame.top->uses()) {
    const auto* user = llvm::cast<llvm::Instruction>(use.getUser());
    if (user->getParent() == from.getParent() && !from.comesBefore(user)) continue;
    const auto* const step = llvm::dyn_cast<llvm::GetElementPtrInst>(user);
    llvm::APInt offset(64, 0);
    const bool adds = step != nullptr && step->accumulateConstantOffset(layout, offset);
    uses.emplace_back(&use, adds ? offset.getSExtValue() : 0);
  }
  return uses;
}

// Places are counted upwards from the frame's bottom, and those of arrays from their own start, in
// registers of which the optimiser knows nothing else: counted downwards from the top, it would
// make loops run through negative numbers, whose bounds are harder to prove.
void count_from_bottom(const Frame& frame) {
  llvm::IRBuilder<> builder(frame.take->getNextNode());
  touch(builder, frame);
  llvm::Value* const bottom = hidden(builder, frame.take->getValueOperand());
  std::map<std::int64_t, llvm::Value*> arrays;
  const auto uses = uses_behind(frame, *llvm::cast<llvm::Instruction>(bottom));
  for (const auto& [use, offset] : uses) {
    const auto* const user = llvm::cast<llvm::Instruction>(use->getUser());
    if (offset != 0 && is_computed_with(*user) && !arrays.contains(offset))
      arrays[offset] = hidden(builder, moved(builder, bottom, frame.bytes + offset));
  }
  for (const auto& [use, offset] : uses) {
    auto* const user = llvm::cast<llvm::Instruction>(use->getUser());
    builder.SetInsertPoint(user);
    const auto array = arrays.find(offset);
    llvm::Value* const place =
        array != arrays.end() ? array->second : moved(builder, bottom, frame.bytes + offset);
    if (offset == 0) {
      use->set(place);
    } else {
      user->replaceAllUsesWith(place);
      user->eraseFromParent();
    }
  }
}

// LLVM's pass keeps the pointer in a thread-local variable; we have it at a fixed place.
void move_slot(llvm::GlobalVariable& variable) {
  std::vector<Frame> frames;
  for (llvm::User* user : variable.users()) {
    auto* const top = llvm::dyn_cast<llvm::LoadInst>(user);
    if (top == nullptr) continue;
    if (const auto frame = frame_of(*top, variable)) frames.push_back(*frame);
  }
  for (const Frame& frame : frames) count_from_bottom(frame);
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
      builder.CreateAlignedStore(llvm::cast<llvm::StoreInst>(instruction)->getValueOperand(), slot,
                                 llvm::Align(8));
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
