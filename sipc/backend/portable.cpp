// From one bitcode file for each source to one checked module.
#include <fmt/format.h>
#include <llvm/Bitcode/BitcodeReader.h>
#include <llvm/Bitcode/BitcodeWriter.h>
#include <llvm/IR/DiagnosticInfo.h>
#include <llvm/IR/DiagnosticPrinter.h>
#include <llvm/IR/LLVMContext.h>
#include <llvm/IR/Verifier.h>
#include <llvm/Linker/Linker.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/raw_ostream.h>

#include "backend/backend.hpp"
#include "backend/module_checks.hpp"
#include "backend/one_definition.hpp"

namespace sipc::backend {
namespace {

Result<std::unique_ptr<llvm::Module>> read_module(const fs::path& path,
                                                  llvm::LLVMContext& context) {
  auto buffer = llvm::MemoryBuffer::getFile(path.string());
  if (!buffer)
    return fail("BS0301", {path.string()}, "no bitcode came out of the compiler",
                "report this as a defect of sipc");
  auto module = llvm::parseBitcodeFile((*buffer)->getMemBufferRef(), context);
  if (!module)
    return fail("BS0301", {path.string()}, llvm::toString(module.takeError()),
                "report this as a defect of sipc");
  return std::move(*module);
}

// Clang keeps annotations, with the file names they were read from, for tools that look at the
// module. The checker has seen them; what is left would only tell where the SIP was built.
void drop_annotations(llvm::Module& module) {
  if (auto* annotations = module.getNamedGlobal("llvm.global.annotations"))
    annotations->eraseFromParent();
  for (llvm::GlobalVariable& variable : llvm::make_early_inc_range(module.globals())) {
    variable.removeDeadConstantUsers();
    if (variable.getSection() == "llvm.metadata" && variable.use_empty())
      variable.eraseFromParent();
  }
}

std::string write_bitcode(const llvm::Module& module) {
  std::string bytes;
  llvm::raw_string_ostream stream(bytes);
  llvm::WriteBitcodeToFile(module, stream);
  stream.flush();
  return bytes;
}

}  // namespace

Result<std::string> link_portable(const std::vector<fs::path>& sources, const std::string& name,
                                  Hooks hooks, Collector collector) {
  llvm::LLVMContext context;
  std::string complaint;
  context.setDiagnosticHandlerCallBack(
      [](const llvm::DiagnosticInfo* info, void* text) {
        llvm::raw_string_ostream stream(*static_cast<std::string*>(text));
        llvm::DiagnosticPrinterRawOStream printer(stream);
        info->print(printer);
      },
      &complaint);

  llvm::Module whole(name, context);
  llvm::Linker linker(whole);
  OneDefinition definitions;
  for (const auto& source : sources) {
    auto module = read_module(source, context);
    if (!module) return std::unexpected(module.error());
    if (auto findings = definitions.add(**module); !findings.empty())
      return std::unexpected(std::move(findings));
    if (linker.linkInModule(std::move(*module))) {
      return fail("BS0302", {}, fmt::format("two sources contradict each other: {}", complaint),
                  "define each function in one source only");
    }
  }
  drop_annotations(whole);
  if (auto findings = make_thread_entry(whole); !findings.empty())
    return std::unexpected(std::move(findings));
  whole.setModuleIdentifier(name);
  whole.setSourceFileName(name);

  if (llvm::raw_string_ostream stream(complaint); llvm::verifyModule(whole, &stream)) {
    return fail("BS0301", {}, fmt::format("the compiler made an invalid module: {}", complaint),
                "report this as a defect of sipc");
  }
  if (auto findings = check_callees(whole, hooks, collector); !findings.empty())
    return std::unexpected(std::move(findings));
  if (auto findings = check_layout(whole); !findings.empty())
    return std::unexpected(std::move(findings));
  return write_bitcode(whole);
}

Result<bool> has_threads(std::string_view portable) {
  llvm::LLVMContext context;
  auto module = llvm::parseBitcodeFile(
      llvm::MemoryBufferRef(llvm::StringRef(portable.data(), portable.size()), "portable"),
      context);
  if (!module)
    return fail("BS0401", {}, llvm::toString(module.takeError()),
                "report this as a defect of sipc");
  const llvm::Function* spawn = (*module)->getFunction("sip_thread_spawn");
  return spawn != nullptr && !spawn->use_empty();
}

}  // namespace sipc::backend
