// Where an instruction's branch or memory operand can reach, as far as the instruction alone tells.
#include <fmt/format.h>

#include <algorithm>

#include "machine/instruction.hpp"
#include "machine/names.hpp"

namespace verifier {
namespace {

bool is_memory_access(const Instruction& instruction, const ZydisDecodedOperand& operand) {
  return operand.type == ZYDIS_OPERAND_TYPE_MEMORY && operand.mem.type == ZYDIS_MEMOP_TYPE_MEM &&
         instruction.decoded.mnemonic != ZYDIS_MNEMONIC_NOP &&
         instruction.decoded.mnemonic != ZYDIS_MNEMONIC_UD1;
}

bool is_import_jump(const ProgramParts& program, const Instruction& instruction,
                    const ZydisDecodedOperand& operand) {
  if (instruction.decoded.mnemonic != ZYDIS_MNEMONIC_JMP ||
      operand.mem.base != ZYDIS_REGISTER_RIP || operand.size != 64)
    return false;
  const std::uint64_t slot = instruction.rip_address(operand);
  return slot % 8 == 0 && program.imports.in_memory(slot, 8);
}

void check_branch(const ProgramParts& program, const Instruction& instruction, Report& report) {
  const std::string place = place_in_text(program, instruction.address);
  if (instruction.decoded.meta.branch_type == ZYDIS_BRANCH_TYPE_FAR)
    return report.add(310, place, std::string(instruction.name()));
  if (instruction.decoded.mnemonic == ZYDIS_MNEMONIC_RET || instruction.branch_target()) return;
  const ZydisDecodedOperand& operand = instruction.operands[0];
  const bool through_memory = operand.type == ZYDIS_OPERAND_TYPE_MEMORY;
  if (!through_memory || operand.mem.base != ZYDIS_REGISTER_RIP)
    return report.add(308, place, std::string(instruction.name()));
  if (!is_import_jump(program, instruction, operand))
    report.add(
        309, place,
        fmt::format("{} through {:#x}", instruction.name(), instruction.rip_address(operand)));
}

void check_rip_access(const ProgramParts& program, const Instruction& instruction,
                      const ZydisDecodedOperand& operand, Report& report) {
  const std::uint64_t address = instruction.rip_address(operand);
  const std::uint64_t bytes = operand.size / 8;
  const bool writes = (operand.actions & ZYDIS_OPERAND_ACTION_MASK_WRITE) != 0;
  if (writes && !program.data.in_memory(address, bytes)) {
    return report.add(
        314, place_in_text(program, instruction.address),
        fmt::format("{} writes {} bytes at {:#x}", instruction.name(), bytes, address));
  }
  const bool inside = std::ranges::any_of(
      program.segments(), [&](const Part* part) { return part->in_memory(address, bytes); });
  if (!inside)
    report.add(315, place_in_text(program, instruction.address),
               fmt::format("{} reads {} bytes at {:#x}", instruction.name(), bytes, address));
}

}  // namespace

void check_operands(const ProgramParts& program, const Instruction& instruction, Report& report) {
  if (instruction.decoded.meta.branch_type != ZYDIS_BRANCH_TYPE_NONE)
    return check_branch(program, instruction, report);
  for (const ZydisDecodedOperand& operand : instruction.used()) {
    if (!is_memory_access(instruction, operand)) continue;
    if (operand.mem.base == ZYDIS_REGISTER_RIP)
      check_rip_access(program, instruction, operand, report);
    const bool absolute = operand.mem.base == ZYDIS_REGISTER_NONE &&
                          operand.mem.index == ZYDIS_REGISTER_NONE &&
                          operand.mem.segment != ZYDIS_REGISTER_GS;
    if (absolute)
      report.add(313, place_in_text(program, instruction.address),
                 fmt::format("{} at {:#x}", instruction.name(), operand.mem.disp.value));
  }
}

}  // namespace verifier
