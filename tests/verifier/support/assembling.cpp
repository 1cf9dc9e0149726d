// The half that knows LLVM: bitcode from readable text.
#include <llvm/AsmParser/Parser.h>
#include <llvm/Bitcode/BitcodeWriter.h>
#include <llvm/IR/LLVMContext.h>
#include <llvm/IR/Module.h>
#include <llvm/Support/SourceMgr.h>
#include <llvm/Support/raw_ostream.h>

#include <stdexcept>

#include "fixture.hpp"

namespace fixture {

Bytes assemble(const std::string& assembly) {
  llvm::LLVMContext context;
  llvm::SMDiagnostic error;
  const auto module = llvm::parseAssemblyString(assembly, error, context);
  if (!module) throw std::runtime_error(error.getMessage().str());
  std::string bitcode;
  llvm::raw_string_ostream stream(bitcode);
  llvm::WriteBitcodeToFile(*module, stream);
  stream.flush();
  return {bitcode.begin(), bitcode.end()};
}

}  // namespace fixture
