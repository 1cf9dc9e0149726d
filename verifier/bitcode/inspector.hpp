// The LLVM side of the bitcode check: one class that walks a module and collects findings.
#pragma once
#include <llvm/ADT/DenseSet.h>
#include <llvm/IR/Instructions.h>
#include <llvm/IR/Module.h>

#include "bitcode/bitcode.hpp"

namespace verifier {

class ModuleInspector {
 public:
  ModuleInspector(const llvm::Module& module, Hooks hooks, std::vector<BitcodeFinding>& findings)
      : module_(module), hooks_(hooks), findings_(findings) {}
  void inspect();
  [[nodiscard]] std::uint64_t functions() const { return functions_; }

 private:
  void inspect_module();  // module.cpp
  void inspect_global(const llvm::GlobalVariable& global);
  void inspect_definition(const llvm::Function& function);
  void inspect_declaration(const llvm::Function& function);
  void inspect_attributes(const llvm::Function& function);
  void inspect_instruction(const llvm::Instruction& instruction);  // instruction.cpp
  void inspect_memory(const llvm::Instruction& instruction);
  void inspect_call(const llvm::CallBase& call);
  void inspect_constant(const llvm::Constant& constant, const std::string& place);
  void inspect_type(llvm::Type* type, const std::string& place);
  void inspect_layout(llvm::Type* type, const std::string& place);  // layout.cpp
  void inspect_promises(const llvm::Function& function);            // promises.cpp
  void inspect_promises(const llvm::Instruction& instruction);
  void inspect_attribute_list(const llvm::AttributeList& attributes, std::size_t parameters,
                              const std::string& place);
  void inspect_intrinsic_call(const llvm::CallInst& call, const std::string& place);
  void inspect_metadata(const llvm::Instruction& instruction, const std::string& place);

  [[nodiscard]] std::string place_of(const llvm::Function& function) const;
  [[nodiscard]] std::string place_of(const llvm::Instruction& instruction) const;
  void add(unsigned number, std::string place, std::string detail) {
    findings_.push_back({number, std::move(place), std::move(detail)});
  }

  const llvm::Module& module_;
  Hooks hooks_;
  std::vector<BitcodeFinding>& findings_;
  llvm::DenseSet<const llvm::Constant*> seen_constants_;
  llvm::DenseSet<llvm::Type*> seen_types_;
  std::uint64_t functions_ = 0;
};

}  // namespace verifier
