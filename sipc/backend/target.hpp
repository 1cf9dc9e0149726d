// The one x86-64 target machine that everything native is made with.
#pragma once
#include <llvm/Target/TargetMachine.h>

#include <memory>

namespace sipc::backend {

std::unique_ptr<llvm::TargetMachine> make_target_machine();  // nullptr: this LLVM has no x86-64

}  // namespace sipc::backend
