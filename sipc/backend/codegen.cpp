// Step two, second half: bitcode to an object. LLVM's own pipeline with one pass of ours at its
// end, so it is put together by hand here. See codegen.hpp.
#include "backend/codegen.hpp"

#include <fmt/format.h>
#include <llvm/Bitcode/BitcodeReader.h>
#include <llvm/CodeGen/MachineModuleInfo.h>
#include <llvm/CodeGen/Passes.h>
#include <llvm/CodeGen/TargetPassConfig.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/InlineAsm.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/Instructions.h>
#include <llvm/IR/IntrinsicInst.h>
#include <llvm/IR/LLVMContext.h>
#include <llvm/IR/LegacyPassManager.h>
#include <llvm/Support/MemoryBuffer.h>

#include <algorithm>

#include "backend/module_checks.hpp"
#include "backend/target.hpp"
#include "base/files.hpp"

namespace sipc::backend {
namespace {

// What addPassesToEmitFile does, and the checks behind everything that moves instructions.
bool add_passes(llvm::legacy::PassManager& passes, llvm::LLVMTargetMachine& machine,
                llvm::MachineFunctionPass* checks, llvm::raw_pwrite_stream& stream) {
  auto* const information = new llvm::MachineModuleInfoWrapperPass(&machine);
  llvm::TargetPassConfig* const config = machine.createPassConfig(passes);
  passes.add(config);
  passes.add(information);
  if (config->addISelPasses()) return false;
  config->addMachinePasses();
  config->setInitialized();
  passes.add(checks);
  if (machine.addAsmPrinter(passes, stream, nullptr, llvm::CodeGenFileType::ObjectFile,
                            information->getMMI().getContext()))
    return false;
  passes.add(llvm::createFreeMachineFunctionPass());
  return true;
}

llvm::Value* written_by(llvm::Instruction& instruction) {
  if (auto* const store = llvm::dyn_cast<llvm::StoreInst>(&instruction))
    return store->getPointerOperand();
  auto* const fill = llvm::dyn_cast<llvm::MemIntrinsic>(&instruction);  // may become stores
  return fill == nullptr ? nullptr : fill->getRawDest();
}

// An empty instruction in front of each store, which spoils the flags: the compiler then computes
// them anew behind it. The store's address comes out of it, so that what sets the flags anew does
// not change the address, and a check fits in between.
void make_steady(llvm::Function& function, Accesses checked) {
  llvm::IRBuilder<> builder(function.getContext());
  auto* const type = llvm::FunctionType::get(builder.getPtrTy(), {builder.getPtrTy()}, false);
  auto* const barrier =
      llvm::InlineAsm::get(type, "", "=r,0,~{flags},~{dirflag},~{fpsr}", /*hasSideEffects=*/true);
  for (llvm::Instruction& instruction : llvm::instructions(function)) {
    llvm::Value* place = written_by(instruction);
    if (auto* const load = llvm::dyn_cast<llvm::LoadInst>(&instruction);
        load != nullptr && checked == Accesses::kStoresAndLoads)
      place = load->getPointerOperand();
    if (place == nullptr || llvm::isa<llvm::AllocaInst>(place) ||
        place->getType()->getPointerAddressSpace() != 0)  // %gs
      continue;
    builder.SetInsertPoint(&instruction);
    instruction.replaceUsesOfWith(place, builder.CreateCall(barrier, {place}));
  }
}

Findings still_unsteady(const SteadyFunctions& functions) {
  Findings findings;
  for (const auto& function : functions)
    findings.push_back(
        {"BS0406",
         {},
         fmt::format("a store in {} cannot be checked: the flags are in use", function),
         "report this as a defect of sipc; --redundant-checks=none leaves checks out"});
  return findings;
}

}  // namespace

Result<SteadyFunctions> generate(const NativeModule& native, const StorePlan& plan,
                                 const SteadyFunctions& steady, Accesses checked, Marks marks) {
  const auto machine = make_target_machine();
  if (!machine)
    return fail("BS0403", {}, "this LLVM has no x86-64", "install llvm-19 from Debian 12");
  llvm::LLVMContext context;
  auto module = llvm::parseBitcodeFile(llvm::MemoryBufferRef(native.bitcode, native.name), context);
  if (!module)
    return fail("BS0401", {}, llvm::toString(module.takeError()),
                "report this as a defect of sipc");
  (*module)->setDataLayout(kNativeLayout);
  for (const auto& name : steady) {
    if (llvm::Function* function = (*module)->getFunction(name)) make_steady(*function, checked);
  }
  llvm::SmallVector<char, 0> bytes;
  llvm::raw_svector_ostream stream(bytes);
  Refusals refusals;
  {
    llvm::legacy::PassManager passes;
    if (!add_passes(passes, static_cast<llvm::LLVMTargetMachine&>(*machine),
                    make_store_checks(native.name, plan, checked, marks, refusals), stream)) {
      return fail("BS0403", {}, "this LLVM cannot write x86-64 objects",
                  "install llvm-19 from Debian 12");
    }
    passes.run(**module);
  }
  const bool again = std::ranges::includes(steady, refusals.unsteady);
  if (again && !refusals.unsteady.empty()) refusals.findings = still_unsteady(refusals.unsteady);
  if (!refusals.findings.empty()) return std::unexpected(std::move(refusals.findings));
  if (!refusals.unsteady.empty()) return refusals.unsteady;
  if (auto done = write_atomically(native.object, {bytes.data(), bytes.size()}); !done)
    return std::unexpected(done.error());
  return SteadyFunctions{};
}

Result<void> generate_plain(const std::vector<NativeModule>& modules) {
  for (const NativeModule& module : modules) {
    if (auto done = generate(module, {}, {}, Accesses::kStores, Marks::kNo); !done)
      return std::unexpected(done.error());
  }
  return {};
}

}  // namespace sipc::backend
