// Decoding, the allow-list as a table, and small questions about one instruction.
#include "machine/instruction.hpp"

namespace verifier {
namespace {

std::vector<std::uint8_t> make_table() {
  std::vector<std::uint8_t> table(ZYDIS_MNEMONIC_MAX_VALUE + 1, kForbidden);
#define ALLOW(mnemonic, form) table[ZYDIS_MNEMONIC_##mnemonic] = form;
#include "machine/instructions.def"
#undef ALLOW
  return table;
}

}  // namespace

std::uint8_t form_of(ZydisMnemonic mnemonic) {
  static const std::vector<std::uint8_t> table = make_table();
  return table[mnemonic];
}

InstructionDecoder::InstructionDecoder() {
  ZydisDecoderInit(&decoder_, ZYDIS_MACHINE_MODE_LONG_64, ZYDIS_STACK_WIDTH_64);
}

bool InstructionDecoder::decode(View text, std::uint64_t offset, std::uint64_t base,
                                Instruction& instruction) const {
  const auto bytes = text.part(offset, ZYDIS_MAX_INSTRUCTION_LENGTH).span();
  instruction.address = base + offset;
  return ZYAN_SUCCESS(ZydisDecoderDecodeFull(&decoder_, bytes.data(), bytes.size(),
                                             &instruction.decoded, instruction.operands.data()));
}

std::optional<std::uint64_t> Instruction::branch_target() const {
  if (decoded.operand_count == 0 || operands[0].type != ZYDIS_OPERAND_TYPE_IMMEDIATE ||
      operands[0].imm.is_relative == 0)
    return std::nullopt;
  return end() + static_cast<std::uint64_t>(operands[0].imm.value.s);
}

std::uint64_t Instruction::rip_address(const ZydisDecodedOperand& operand) const {
  return end() + static_cast<std::uint64_t>(operand.mem.disp.value);
}

bool Instruction::continues() const {
  return (form_of(decoded.mnemonic) & kEnd) == 0;
}

std::string_view Instruction::name() const {
  const char* text = ZydisMnemonicGetString(decoded.mnemonic);
  return text != nullptr ? text : "?";
}

}  // namespace verifier
