// Step two, second half: bitcode to an object. LLVM's own pipeline with one pass of ours at its
// end, so it is put together by hand here. See codegen.hpp.
#include "backend/codegen.hpp"

#include <llvm/Bitcode/BitcodeReader.h>
#include <llvm/CodeGen/MachineModuleInfo.h>
#include <llvm/CodeGen/Passes.h>
#include <llvm/CodeGen/TargetPassConfig.h>
#include <llvm/IR/LLVMContext.h>
#include <llvm/IR/LegacyPassManager.h>
#include <llvm/Support/MemoryBuffer.h>

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

}  // namespace

Result<void> generate(const NativeModule& native, const StorePlan& plan, Marks marks) {
  const auto machine = make_target_machine();
  if (!machine)
    return fail("BS0403", {}, "this LLVM has no x86-64", "install llvm-19 from Debian 12");
  llvm::LLVMContext context;
  auto module = llvm::parseBitcodeFile(llvm::MemoryBufferRef(native.bitcode, native.name), context);
  if (!module)
    return fail("BS0401", {}, llvm::toString(module.takeError()),
                "report this as a defect of sipc");
  (*module)->setDataLayout(kNativeLayout);
  llvm::SmallVector<char, 0> bytes;
  llvm::raw_svector_ostream stream(bytes);
  Findings findings;
  {
    llvm::legacy::PassManager passes;
    if (!add_passes(passes, static_cast<llvm::LLVMTargetMachine&>(*machine),
                    make_store_checks(native.name, plan, marks, findings), stream)) {
      return fail("BS0403", {}, "this LLVM cannot write x86-64 objects",
                  "install llvm-19 from Debian 12");
    }
    passes.run(**module);
  }
  if (!findings.empty()) return std::unexpected(std::move(findings));
  return write_atomically(native.object, {bytes.data(), bytes.size()});
}

Result<void> generate_plain(const std::vector<NativeModule>& modules) {
  for (const NativeModule& module : modules) {
    if (auto done = generate(module, {}, Marks::kNo); !done) return done;
  }
  return {};
}

}  // namespace sipc::backend
