// One decoded instruction and the rules about it alone; rules about several (branch targets,
// patches) are in text.cpp and patches.cpp.
#pragma once
#include <Zydis/Zydis.h>

#include "machine/machine.hpp"

namespace verifier {

enum Form : std::uint8_t { kForbidden = 0, kPlain = 1, kLock = 2, kString = 4, kEnd = 8 };

struct Instruction {
  std::uint64_t address;
  ZydisDecodedInstruction decoded;
  std::array<ZydisDecodedOperand, ZYDIS_MAX_OPERAND_COUNT> operands;

  [[nodiscard]] std::span<const ZydisDecodedOperand> used() const {
    return {operands.data(), decoded.operand_count};
  }
  [[nodiscard]] std::uint64_t end() const { return address + decoded.length; }
  // Where a direct branch goes; nullopt for anything else.
  [[nodiscard]] std::optional<std::uint64_t> branch_target() const;
  // Absolute address of a rip-relative operand.
  [[nodiscard]] std::uint64_t rip_address(const ZydisDecodedOperand& operand) const;
  [[nodiscard]] bool continues() const;  // execution can go on behind it
  [[nodiscard]] std::string_view name() const;
};

class InstructionDecoder {
 public:
  InstructionDecoder();
  // False when the bytes at `offset` of `text` are no instruction.
  bool decode(View text, std::uint64_t offset, std::uint64_t base, Instruction& instruction) const;

 private:
  ZydisDecoder decoder_;
};

// What the allow-list says of a mnemonic.
std::uint8_t form_of(ZydisMnemonic mnemonic);

// BV0302 to BV0305: mnemonic, prefixes, registers, segments. True when the instruction may be
// looked at further.
bool check_form(const ProgramParts& program, const Instruction& instruction, Report& report);
// BV0308 to BV0310, BV0313 to BV0315: indirect branches and memory operands.
void check_operands(const ProgramParts& program, const Instruction& instruction, Report& report);

}  // namespace verifier
