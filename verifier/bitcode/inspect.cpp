// Reading the module with LLVM's own reader and verifier before walking it.
#include <llvm/Bitcode/BitcodeReader.h>
#include <llvm/IR/DiagnosticInfo.h>
#include <llvm/IR/DiagnosticPrinter.h>
#include <llvm/IR/LLVMContext.h>
#include <llvm/IR/Verifier.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/raw_ostream.h>

#include "bitcode/flow/analysis.hpp"
#include "bitcode/inspector.hpp"

namespace verifier {
namespace {

class IgnoreDiagnostics : public llvm::DiagnosticHandler {
 public:
  bool handleDiagnostics(const llvm::DiagnosticInfo&) override { return true; }
};

llvm::Expected<std::unique_ptr<llvm::Module>> read_module(View bitcode,
                                                          llvm::LLVMContext& context) {
  const auto bytes = bitcode.span();
  const llvm::MemoryBufferRef buffer(
      llvm::StringRef(reinterpret_cast<const char*>(bytes.data()), bytes.size()), "bitcode");
  auto contents = llvm::getBitcodeFileContents(buffer);
  if (!contents) return contents.takeError();
  if (contents->Mods.size() != 1)
    return llvm::createStringError("it does not hold exactly one module");
  return llvm::parseBitcodeFile(buffer, context);
}

}  // namespace

std::vector<BitcodeFinding> inspect_bitcode(View bitcode, Hooks hooks, std::uint64_t& functions,
                                            const Rights* rights) {
  std::vector<BitcodeFinding> findings;
  llvm::LLVMContext context;
  context.setDiagnosticHandler(std::make_unique<IgnoreDiagnostics>());
  auto module = read_module(bitcode, context);
  if (!module) {
    findings.push_back({401, "module", llvm::toString(module.takeError())});
    return findings;
  }
  std::string problem;
  llvm::raw_string_ostream stream(problem);
  bool broken_debug_info = false;
  if (llvm::verifyModule(**module, &stream, &broken_debug_info) || broken_debug_info) {
    findings.push_back({401, "module", stream.str()});
    return findings;
  }
  ModuleInspector inspector(**module, hooks, findings);
  inspector.inspect();
  functions = inspector.functions();
  // What the lists above do not allow, the derivation would not understand.
  if (findings.empty()) flow::Analysis(**module, rights, findings).run();
  return findings;
}

}  // namespace verifier
