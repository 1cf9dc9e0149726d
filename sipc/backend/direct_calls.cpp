// Calls through pointers, taken apart: the machine-code verifier allows none, and the collector, as
// it comes, has some (mark procedures, callbacks). What a pointer can hold is known once everything
// is linked: a function whose address is taken, of the call's own type.
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/Instructions.h>
#include <llvm/IR/Intrinsics.h>
#include <llvm/Transforms/Utils/CallPromotionUtils.h>
#include <llvm/Transforms/Utils/Local.h>

#include "backend/module_checks.hpp"

namespace sipc::backend {
namespace {

std::vector<llvm::CallBase*> indirect_calls(llvm::Module& module) {
  std::vector<llvm::CallBase*> calls;
  for (llvm::Function& function : module) {
    for (llvm::Instruction& instruction : llvm::instructions(function)) {
      auto* const call = llvm::dyn_cast<llvm::CallBase>(&instruction);
      if (call != nullptr && call->isIndirectCall()) calls.push_back(call);
    }
  }
  return calls;
}

// In the module's order, so that the result is the same each time.
std::vector<llvm::Function*> candidates(llvm::Module& module, const llvm::CallBase& call) {
  std::vector<llvm::Function*> fitting;
  for (llvm::Function& function : module) {
    if (!function.isIntrinsic() && function.hasAddressTaken() &&
        function.getFunctionType() == call.getFunctionType())
      fitting.push_back(&function);
  }
  return fitting;
}

// What is left when no candidate was it.
void trap_instead(llvm::CallBase& call) {
  llvm::IRBuilder<>(&call).CreateIntrinsic(llvm::Intrinsic::trap, {}, {});
  llvm::changeToUnreachable(&call);
}

// Where a function's address was, its number is: no address of text is left in the SIP, and a
// function that nothing calls can go.
void number_functions(llvm::Module& module) {
  auto* const word = llvm::Type::getInt64Ty(module.getContext());
  std::uint64_t number = 0;
  for (llvm::Function& function : module) {
    if (function.isDeclaration() || !function.hasAddressTaken()) continue;
    auto* const stands_for_it =
        llvm::ConstantExpr::getIntToPtr(llvm::ConstantInt::get(word, ++number), function.getType());
    function.replaceUsesWithIf(stands_for_it, [](const llvm::Use& use) {
      const auto* call = llvm::dyn_cast<llvm::CallBase>(use.getUser());
      return call == nullptr || !call->isCallee(&use);
    });
  }
}

}  // namespace

void make_calls_direct(llvm::Module& module) {
  for (llvm::CallBase* call : indirect_calls(module)) {
    for (llvm::Function* callee : candidates(module, *call))
      llvm::promoteCallWithIfThenElse(*call, callee);
    trap_instead(*call);
  }
  number_functions(module);
}

}  // namespace sipc::backend
