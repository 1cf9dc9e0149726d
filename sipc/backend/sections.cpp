// Manifest, contracts, bitcode and evidence as sections that are in the file but not in memory.
#include <fmt/format.h>
#include <llvm/IR/LLVMContext.h>
#include <llvm/IR/LegacyPassManager.h>
#include <llvm/IR/Module.h>
#include <llvm/Support/raw_ostream.h>

#include "backend/backend.hpp"
#include "backend/module_checks.hpp"
#include "backend/target.hpp"
#include "base/files.hpp"

namespace sipc::backend {

Result<void> make_sections_object(const std::vector<Section>& sections, const fs::path& object) {
  auto machine = make_target_machine();
  if (!machine)
    return fail("BS0403", {}, "this LLVM has no x86-64", "install llvm-19 from Debian 12");
  llvm::LLVMContext context;
  llvm::Module module("sections", context);
  module.setTargetTriple(kNativeTriple);
  module.setDataLayout(kNativeLayout);
  for (const auto& section : sections) {
    module.appendModuleInlineAsm(fmt::format(".section {}, \"\", @progbits\n.incbin \"{}\"\n",
                                             section.name, section.content.string()));
  }
  llvm::SmallVector<char, 0> bytes;
  llvm::raw_svector_ostream stream(bytes);
  llvm::legacy::PassManager passes;
  if (machine->addPassesToEmitFile(passes, stream, nullptr, llvm::CodeGenFileType::ObjectFile)) {
    return fail("BS0403", {}, "this LLVM cannot write x86-64 objects",
                "install llvm-19 from Debian 12");
  }
  passes.run(module);
  return write_atomically(object, {bytes.data(), bytes.size()});
}

}  // namespace sipc::backend
