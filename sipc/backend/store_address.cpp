// X86's memory operands are five: base, scale, index, displacement, segment. See store_address.hpp.
#include "backend/store_address.hpp"

#include <fmt/format.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/ADT/StringSwitch.h>
#include <llvm/CodeGen/TargetInstrInfo.h>
#include <llvm/CodeGen/TargetRegisterInfo.h>
#include <llvm/CodeGen/TargetSubtargetInfo.h>

#include <array>

namespace sipc::backend {
namespace {

const llvm::MachineFunction& function_of(const llvm::MachineInstr& instruction) {
  return *instruction.getParent()->getParent();
}

llvm::StringRef name_of(const llvm::MachineInstr& instruction) {
  return function_of(instruction).getSubtarget().getInstrInfo()->getName(instruction.getOpcode());
}

std::string lower(llvm::MCPhysReg reg, const llvm::TargetRegisterInfo& registers) {
  return llvm::StringRef(registers.getName(reg)).lower();
}

// The names of addresses in check_text need no function: these are all.
constexpr std::array kNames = {"RAX", "RCX", "RDX", "RBX", "RSP", "RBP", "RSI", "RDI",
                               "R8",  "R9",  "R10", "R11", "R12", "R13", "R14", "R15"};

unsigned encoding_of(llvm::StringRef name) {
  for (unsigned i = 0; i < kNames.size(); ++i) {
    if (name == kNames[i]) return i;
  }
  return 0;
}

// What the instruction adds to the one general register that it writes.
std::optional<std::int64_t> added(const llvm::MachineInstr& instruction) {
  const llvm::StringRef name = name_of(instruction);
  if (name == "INC64r") return 1;
  if (name == "DEC64r") return -1;
  const bool plus = name == "ADD64ri32" || name == "ADD64ri8";
  const bool minus = name == "SUB64ri32" || name == "SUB64ri8";
  if ((!plus && !minus) || !instruction.getOperand(2).isImm()) return std::nullopt;
  const std::int64_t number = instruction.getOperand(2).getImm();
  return plus ? number : -number;
}

}  // namespace

llvm::MCPhysReg register_named(const llvm::MachineFunction& function, llvm::StringRef name) {
  const llvm::TargetRegisterInfo& registers = *function.getSubtarget().getRegisterInfo();
  for (unsigned reg = 1; reg < registers.getNumRegs(); ++reg) {
    if (name == registers.getName(reg)) return static_cast<llvm::MCPhysReg>(reg);
  }
  return 0;
}

std::optional<StoreAddress> address_of_store(const llvm::MachineInstr& store) {
  const llvm::StringRef name = name_of(store);
  if (name.starts_with("REP_STOS") || name.starts_with("REP_MOVS") || name.starts_with("STOS") ||
      name.starts_with("MOVSB") || name.starts_with("MOVSQ"))
    return StoreAddress{.base = register_named(function_of(store), "RDI")};
  const llvm::MCInstrDesc& description = store.getDesc();
  for (unsigned i = 0; i + 4 < description.getNumOperands(); ++i) {
    if (description.operands()[i].OperandType != llvm::MCOI::OPERAND_MEMORY) continue;
    const auto& base = store.getOperand(i);
    const auto& displacement = store.getOperand(i + 3);
    if (!base.isReg() || !displacement.isImm() || store.getOperand(i + 4).getReg() != 0)
      return std::nullopt;
    return StoreAddress{.base = static_cast<llvm::MCPhysReg>(base.getReg()),
                        .index = static_cast<llvm::MCPhysReg>(store.getOperand(i + 2).getReg()),
                        .scale = store.getOperand(i + 1).getImm(),
                        .displacement = displacement.getImm()};
  }
  return std::nullopt;
}

std::optional<StoreAddress> address_of_source(const llvm::MachineInstr& store) {
  const llvm::StringRef name = name_of(store);
  if (!name.starts_with("REP_MOVS") && !name.starts_with("MOVSB") && !name.starts_with("MOVSQ"))
    return std::nullopt;
  return StoreAddress{.base = register_named(function_of(store), "RSI")};
}

bool changes(const llvm::MachineInstr& instruction, const StoreAddress& address) {
  const llvm::TargetRegisterInfo* registers =
      function_of(instruction).getSubtarget().getRegisterInfo();
  return (address.base != 0 && instruction.modifiesRegister(address.base, registers)) ||
         (address.index != 0 && instruction.modifiesRegister(address.index, registers));
}

bool step_back(const llvm::MachineInstr& instruction, StoreAddress& address) {
  const llvm::TargetRegisterInfo* registers =
      function_of(instruction).getSubtarget().getRegisterInfo();
  const bool base = address.base != 0 && instruction.modifiesRegister(address.base, registers);
  const bool index = address.index != 0 && instruction.modifiesRegister(address.index, registers);
  if (!base && !index) return true;
  const auto number = added(instruction);
  if (!number) return false;
  const llvm::Register written = instruction.getOperand(0).getReg();
  if ((base && written != address.base) || (index && written != address.index)) return false;
  constexpr std::int64_t kFarthest = 1 << 20;
  const std::int64_t moved =
      address.displacement + *number * ((base ? 1 : 0) + (index ? address.scale : 0));
  if (moved < -kFarthest || moved > kFarthest) return false;
  address.displacement = moved;
  return true;
}

std::string check_text(const StoreAddress& address, const Scratch& scratch,
                       const std::string& label, const llvm::TargetRegisterInfo& registers) {
  const std::string index =
      address.index == 0 ? ""
                         : fmt::format(",%{},{}", lower(address.index, registers), address.scale);
  const std::string base = address.base == 0 ? "" : "%" + lower(address.base, registers);
  const std::string temporary = llvm::StringRef(scratch.name).lower();
  const unsigned code = encoding_of(scratch.name);
  const bool moved = scratch.is_saved && base == "%rsp";  // by the push
  const std::string save = scratch.is_saved ? fmt::format("pushq %{}\n\t", temporary) : "";
  const std::string restore = scratch.is_saved ? fmt::format("\n\tpopq %{}", temporary) : "";
  // Spelled in bytes from the opcode on, because both fields must have their full width.
  return fmt::format(
      "{save}leaq {displacement}({base}{index}), %{scratch}\n"
      "\tshrq $$12, %{scratch}\n"
      ".Lsip_check.{label}:\n"
      "\t.byte 0x66, {rex}0x81, 0x3c, {sib:#x}\n\t.long 0\n\t.short 0\n"
      "\tjne .Lsip_trap.{label}\n"
      "\t.pushsection .sip.patches, \"o\", @progbits, .Lsip_check.{label}\n"
      "\t.quad .Lsip_check.{label} + {map_at}\n\t.long 2, 0\n"
      "\t.quad .Lsip_check.{label} + {id_at}\n\t.long 1, 0\n"
      "\t.popsection{restore}",
      fmt::arg("save", save), fmt::arg("restore", restore),
      fmt::arg("displacement", address.displacement + (moved ? 8 : 0)), fmt::arg("base", base),
      fmt::arg("index", index), fmt::arg("scratch", temporary), fmt::arg("label", label),
      fmt::arg("rex", code >= 8 ? "0x42, " : ""), fmt::arg("sib", 0x45 | (code & 7) << 3),
      fmt::arg("map_at", code >= 8 ? 5 : 4), fmt::arg("id_at", code >= 8 ? 9 : 8));
}

std::string trap_text(const std::string& scratch, const std::string& label) {
  const unsigned code = encoding_of(scratch);
  return fmt::format(".Lsip_trap.{}:\n\t.byte {}0x0f, 0xb9, {:#x}", label,
                     code >= 8 ? "0x45, " : "", 0xc0 | (code & 7) << 3 | (code & 7));
}

}  // namespace sipc::backend
