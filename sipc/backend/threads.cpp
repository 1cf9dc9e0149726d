// Further threads: how the runtime's entry finds the closure that a new thread is to run, without a
// function pointer. See make_thread_entry in module_checks.hpp.
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/Instructions.h>
#include <llvm/IR/Intrinsics.h>

#include "backend/module_checks.hpp"

namespace sipc::backend {
namespace {

constexpr llvm::StringLiteral kGatePrefix = "_ZN3sip6detail11thread_gateI";
constexpr llvm::StringLiteral kGateNumber = "sip_thread_gate_number";
constexpr std::uint32_t kRun = 1;  // sip::detail::GateRole

// The gates, and in each the calls that ask for its number replaced by it.
std::vector<llvm::Function*> number_gates(llvm::Module& module) {
  std::vector<llvm::Function*> gates;
  llvm::Function* asked = module.getFunction(kGateNumber);
  for (llvm::Function& function : module) {
    if (function.isDeclaration() || !function.getName().starts_with(kGatePrefix)) continue;
    auto* const number =
        llvm::ConstantInt::get(llvm::Type::getInt64Ty(module.getContext()), gates.size());
    gates.push_back(&function);
    if (asked == nullptr) continue;
    for (llvm::User* user : llvm::make_early_inc_range(asked->users())) {
      auto* const call = llvm::dyn_cast<llvm::CallInst>(user);
      if (call == nullptr || call->getFunction() != &function) continue;
      call->replaceAllUsesWith(number);
      call->eraseFromParent();
    }
  }
  if (asked != nullptr && asked->use_empty()) asked->eraseFromParent();
  return gates;
}

void call_gates(llvm::IRBuilder<>& builder, llvm::Function& entry,
                const std::vector<llvm::Function*>& gates) {
  llvm::Module& module = *entry.getParent();
  llvm::Type* const word = builder.getInt64Ty();
  const auto number_of = module.getOrInsertFunction("sip_thread_gate", word, word);
  const auto closure_of =
      module.getOrInsertFunction("sip_thread_closure", builder.getPtrTy(), word);
  const auto exit = module.getOrInsertFunction("sip_thread_exit", builder.getVoidTy());
  llvm::Value* const parcel = entry.getArg(0);
  llvm::Value* const number = builder.CreateCall(number_of, parcel);
  llvm::Value* const closure = builder.CreateCall(closure_of, parcel);
  auto* const ended = llvm::BasicBlock::Create(module.getContext(), "ended", &entry);
  auto* const cases = builder.CreateSwitch(number, ended, static_cast<unsigned>(gates.size()));
  for (std::size_t i = 0; i < gates.size(); ++i) {
    auto* const block = llvm::BasicBlock::Create(module.getContext(), "gate", &entry, ended);
    builder.SetInsertPoint(block);
    builder.CreateCall(gates[i], {closure, builder.getInt32(kRun)});
    builder.CreateBr(ended);
    cases->addCase(builder.getInt64(i), block);
  }
  builder.SetInsertPoint(ended);
  builder.CreateCall(exit);
}

}  // namespace

Findings make_thread_entry(llvm::Module& module) {
  if (module.getFunction(kThreadEntry) != nullptr) {
    return {{"BS0315",
             {},
             "the sources define the symbol 'sip_thread_main', which is the runtime's",
             "give the function an ordinary name"}};
  }
  const std::vector<llvm::Function*> gates = number_gates(module);
  llvm::LLVMContext& context = module.getContext();
  auto* const type = llvm::FunctionType::get(llvm::Type::getVoidTy(context),
                                             {llvm::Type::getInt64Ty(context)}, false);
  auto* const entry =
      llvm::Function::Create(type, llvm::GlobalValue::ExternalLinkage, kThreadEntry, module);
  llvm::IRBuilder<> builder(llvm::BasicBlock::Create(context, "entry", entry));
  if (!gates.empty()) call_gates(builder, *entry, gates);
  builder.CreateIntrinsic(llvm::Intrinsic::trap, {}, {});
  builder.CreateUnreachable();
  return {};
}

}  // namespace sipc::backend
