// Where a store goes, as base + index * scale + displacement over machine registers, and the text
// of a check of it.
#pragma once
#include <llvm/CodeGen/MachineFunction.h>
#include <llvm/CodeGen/MachineInstr.h>
#include <llvm/CodeGen/TargetRegisterInfo.h>

#include <optional>
#include <string>

namespace sipc::backend {

struct StoreAddress {
  llvm::MCPhysReg base = 0, index = 0;  // 0: none
  std::int64_t scale = 1;
  std::int64_t displacement = 0;
};

llvm::MCPhysReg register_named(const llvm::MachineFunction& function, llvm::StringRef name);

// nullopt: it is no store through registers.
std::optional<StoreAddress> address_of_store(const llvm::MachineInstr& store);

// Where a string instruction reads from; nullopt for all others.
std::optional<StoreAddress> address_of_source(const llvm::MachineInstr& store);

// Does the instruction write what the address is made of?
bool changes(const llvm::MachineInstr& instruction, const StoreAddress& address);

// Changes `address`, which holds behind `instruction`, into what it is in front of it: the same, or
// moved by what the instruction adds to a register. False: it is not known there.
bool step_back(const llvm::MachineInstr& instruction, StoreAddress& address);

// A register's name as LLVM writes it, and whether its value is needed afterwards.
struct Scratch {
  std::string name;
  bool is_saved;
};

// `label` is unique in the object.
std::string check_text(const StoreAddress& address, const Scratch& scratch,
                       const std::string& label, const llvm::TargetRegisterInfo& registers);
std::string trap_text(const std::string& scratch, const std::string& label);

}  // namespace sipc::backend
