// Step two, first half: portable bitcode and the primitives' bodies to optimised x86-64 bitcode, in
// this process, on libLLVM. codegen.cpp goes on.
#include <fmt/format.h>
#include <llvm/Analysis/CGSCCPassManager.h>
#include <llvm/Analysis/LoopAnalysisManager.h>
#include <llvm/Bitcode/BitcodeReader.h>
#include <llvm/Bitcode/BitcodeWriter.h>
#include <llvm/IR/LLVMContext.h>
#include <llvm/IR/Verifier.h>
#include <llvm/Linker/Linker.h>
#include <llvm/MC/TargetRegistry.h>
#include <llvm/Passes/PassBuilder.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/TargetSelect.h>
#include <llvm/Support/raw_ostream.h>
#include <llvm/Target/TargetMachine.h>
#include <llvm/Transforms/IPO/GlobalDCE.h>
#include <llvm/Transforms/IPO/GlobalOpt.h>
#include <llvm/Transforms/IPO/Internalize.h>

#include "backend/backend.hpp"
#include "backend/module_checks.hpp"
#include "backend/target.hpp"

namespace sipc::backend {
namespace {

constexpr auto kDefect = "report this as a defect of sipc";

// The author's own entry keeps its name in backtraces.
void keep_sip_main(llvm::Module& module) {
  if (llvm::Function* entry = module.getFunction("_Z8sip_mainN8manifest5StartE"))
    entry->addFnAttr(llvm::Attribute::NoInline);
}

void retarget(llvm::Module& module) {
  module.setTargetTriple(kNativeTriple);
  module.setDataLayout(kNativeLayout);
  module.setPICLevel(llvm::PICLevel::BigPIC);
  module.setPIELevel(llvm::PIELevel::Large);
}

Result<void> link_bodies(llvm::Module& module, const std::vector<fs::path>& bodies) {
  llvm::Linker linker(module);
  for (const auto& path : bodies) {
    auto buffer = llvm::MemoryBuffer::getFile(path.string());
    if (!buffer) return fail("BS0402", {path.string()}, "cannot be read", "rebuild the SDK");
    auto body = llvm::parseBitcodeFile((*buffer)->getMemBufferRef(), module.getContext());
    if (!body)
      return fail("BS0402", {path.string()}, llvm::toString(body.takeError()), "rebuild the SDK");
    (*body)->setDataLayout(kNativeLayout);
    if (linker.linkInModule(std::move(*body)))
      return fail("BS0402", {path.string()}, "contradicts the SIP's bitcode", kDefect);
  }
  return {};
}

struct DirectCallsPass : llvm::PassInfoMixin<DirectCallsPass> {
  static llvm::PreservedAnalyses run(llvm::Module& module, llvm::ModuleAnalysisManager&) {
    make_calls_direct(module);
    return llvm::PreservedAnalyses::none();
  }
};

void optimise(llvm::Module& module, llvm::TargetMachine& machine) {
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

  llvm::ModulePassManager passes;
  passes.addPass(llvm::InternalizePass(
      [](const llvm::GlobalValue& value) { return value.getName() == "sip_entry"; }));
  passes.addPass(llvm::GlobalDCEPass());
  passes.addPass(llvm::GlobalOptPass());
  passes.addPass(DirectCallsPass());
  passes.addPass(builder.buildPerModuleDefaultPipeline(llvm::OptimizationLevel::O2));
  passes.run(module, modules);
}

std::string bitcode_of(const llvm::Module& module) {
  std::string bytes;
  llvm::raw_string_ostream stream(bytes);
  llvm::WriteBitcodeToFile(module, stream);
  stream.flush();
  return bytes;
}

}  // namespace

std::unique_ptr<llvm::TargetMachine> make_target_machine() {
  LLVMInitializeX86TargetInfo();
  LLVMInitializeX86Target();
  LLVMInitializeX86TargetMC();
  LLVMInitializeX86AsmPrinter();
  LLVMInitializeX86AsmParser();
  std::string error;
  const llvm::Target* target = llvm::TargetRegistry::lookupTarget(kNativeTriple, error);
  if (target == nullptr) return nullptr;
  llvm::TargetOptions options;
  options.TrapUnreachable =
      true;  // falling off the end of a function stops, instead of running what comes next
  options.FunctionSections = true;
  options.DataSections = true;
  options.LoopAlignment = 32;  // or where a loop comes to lie decides how fast it is
  return std::unique_ptr<llvm::TargetMachine>(
      target->createTargetMachine(kNativeTriple, "x86-64", "-x87,-mmx", options, llvm::Reloc::PIC_,
                                  llvm::CodeModel::Small, llvm::CodeGenOptLevel::Default));
}

Result<std::string> make_native(std::string_view portable, const std::vector<fs::path>& bodies) {
  auto machine = make_target_machine();
  if (!machine)
    return fail("BS0403", {}, "this LLVM has no x86-64", "install llvm-19 from Debian 12");
  llvm::LLVMContext context;
  auto module = llvm::parseBitcodeFile(
      llvm::MemoryBufferRef(llvm::StringRef(portable.data(), portable.size()), "portable"),
      context);
  if (!module) return fail("BS0401", {}, llvm::toString(module.takeError()), kDefect);

  retarget(**module);
  keep_sip_main(**module);
  forget_promises(**module);
  if (auto linked = link_bodies(**module, bodies); !linked) return std::unexpected(linked.error());
  harden(**module);
  std::string complaint;
  if (llvm::raw_string_ostream stream(complaint); llvm::verifyModule(**module, &stream))
    return fail("BS0401", {}, complaint, kDefect);
  optimise(**module, *machine);
  separate_stacks(**module, *machine);
  return bitcode_of(**module);
}

}  // namespace sipc::backend
