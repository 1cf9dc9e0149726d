// Is the instruction on the allow-list, in a form that the list permits: prefixes, encoding, kinds
// of registers, segments.
#include <fmt/format.h>

#include <algorithm>

#include "machine/instruction.hpp"
#include "machine/names.hpp"

namespace verifier {
namespace {

// ThreadRecord::stack_high and unsafe_stack_pointer, kernel/abi/thread_record.hpp
constexpr std::int64_t kDataStackEnd = 16, kDataStackPointer = 24;

bool is_string_form(const ZydisDecodedInstruction& decoded) {
  return decoded.meta.category == ZYDIS_CATEGORY_STRINGOP;
}

// The data stack's pointer is in %gs:24, loaded and stored with plain moves; the collector asks for
// the stack's end, too. Nothing else may name %gs.
bool is_data_stack_access(const Instruction& instruction) {
  if (instruction.decoded.mnemonic != ZYDIS_MNEMONIC_MOV || instruction.decoded.operand_width != 64)
    return false;
  return std::ranges::any_of(instruction.used(), [](const ZydisDecodedOperand& operand) {
    return operand.type == ZYDIS_OPERAND_TYPE_MEMORY && operand.mem.segment == ZYDIS_REGISTER_GS &&
           operand.mem.base == ZYDIS_REGISTER_NONE && operand.mem.index == ZYDIS_REGISTER_NONE &&
           (operand.mem.disp.value == kDataStackPointer ||
            (operand.mem.disp.value == kDataStackEnd &&
             (operand.actions & ZYDIS_OPERAND_ACTION_MASK_WRITE) == 0));
  });
}

constexpr bool is_rex(std::uint8_t value) {
  return (value & 0xf0) == 0x40;
}

// A REX prefix counts only directly before the opcode; elsewhere decoders disagree about where the
// instruction begins.
bool rex_is_last(const ZydisDecodedInstruction& decoded) {
  const auto prefixes = std::span(decoded.raw.prefixes, decoded.raw.prefix_count);
  for (std::size_t i = 0; i + 1 < prefixes.size(); ++i) {
    if (is_rex(prefixes[i].value)) return false;
  }
  return true;
}

// Second encodings that no manual promises: SHL /6 and TEST /1; and PAUSE with more than its own
// prefix.
bool is_undocumented(const ZydisDecodedInstruction& decoded) {
  switch (decoded.mnemonic) {
    case ZYDIS_MNEMONIC_SHL:
      return decoded.raw.modrm.reg == 6;
    case ZYDIS_MNEMONIC_TEST:
      return (decoded.opcode & 0xfe) == 0xf6 && decoded.raw.modrm.reg == 1;
    case ZYDIS_MNEMONIC_PAUSE:
      return decoded.length != 2;
    default:
      return false;
  }
}

bool prefix_allowed(const Instruction& instruction, ZydisPrefixType type, std::uint8_t value) {
  const ZydisDecodedInstruction& decoded = instruction.decoded;
  const bool no_operation = decoded.mnemonic == ZYDIS_MNEMONIC_NOP;
  if (is_rex(value)) return type != ZYDIS_PREFIX_TYPE_IGNORED;
  switch (value) {
    case 0x66:
      // On a branch, processors of different makers read operands of different length.
      if (decoded.meta.branch_type != ZYDIS_BRANCH_TYPE_NONE) return false;
      return type != ZYDIS_PREFIX_TYPE_IGNORED || no_operation;
    case 0x67:
      return decoded.mnemonic == ZYDIS_MNEMONIC_UD1;
    case 0x2e:
      return no_operation;
    case 0x65:
      return is_data_stack_access(instruction);
    case 0xf0:
      return (form_of(decoded.mnemonic) & kLock) != 0;
    case 0xf3:
      return type == ZYDIS_PREFIX_TYPE_MANDATORY ||
             (type == ZYDIS_PREFIX_TYPE_EFFECTIVE && is_string_form(decoded));
    case 0xf2:
      return type == ZYDIS_PREFIX_TYPE_MANDATORY;
    default:
      return false;
  }
}

bool register_allowed(ZydisRegister reg) {
  switch (ZydisRegisterGetClass(reg)) {
    case ZYDIS_REGCLASS_GPR8:
    case ZYDIS_REGCLASS_GPR16:
    case ZYDIS_REGCLASS_GPR32:
    case ZYDIS_REGCLASS_GPR64:
    case ZYDIS_REGCLASS_XMM:
    case ZYDIS_REGCLASS_FLAGS:
    case ZYDIS_REGCLASS_IP:
      return true;
    default:
      return false;
  }
}

bool no_operation_is_known(const ZydisDecodedInstruction& decoded) {
  if (decoded.mnemonic != ZYDIS_MNEMONIC_NOP) return true;
  return (decoded.opcode_map == ZYDIS_OPCODE_MAP_DEFAULT && decoded.opcode == 0x90) ||
         (decoded.opcode_map == ZYDIS_OPCODE_MAP_0F && decoded.opcode == 0x1f);
}

}  // namespace

bool check_form(const ProgramParts& program, const Instruction& instruction, Report& report) {
  const ZydisDecodedInstruction& decoded = instruction.decoded;
  const auto refuse = [&](unsigned number, std::string detail) {
    report.add(number, place_in_text(program, instruction.address), std::move(detail));
    return false;
  };
  const std::uint8_t form = form_of(decoded.mnemonic);
  if (form == kForbidden || !no_operation_is_known(decoded))
    return refuse(302, std::string(instruction.name()));
  if (decoded.encoding != ZYDIS_INSTRUCTION_ENCODING_LEGACY)
    return refuse(302, fmt::format("{} in a VEX or later encoding", instruction.name()));
  if (is_undocumented(decoded))
    return refuse(302, fmt::format("{} in an undocumented form", instruction.name()));
  if (!rex_is_last(decoded))
    return refuse(303, fmt::format("{} with a REX prefix in the wrong place", instruction.name()));
  if (is_string_form(decoded) && (form & kString) == 0)
    return refuse(302, fmt::format("{} as a string instruction", instruction.name()));
  for (const auto& prefix : std::span(decoded.raw.prefixes, decoded.raw.prefix_count)) {
    if (prefix_allowed(instruction, prefix.type, prefix.value)) continue;
    const bool segment = prefix.value == 0x64 || prefix.value == 0x65 || prefix.value == 0x26 ||
                         prefix.value == 0x2e || prefix.value == 0x36 || prefix.value == 0x3e;
    return refuse(segment ? 305 : 303,
                  fmt::format("{} with prefix {:#x}", instruction.name(), prefix.value));
  }
  for (const ZydisDecodedOperand& operand : instruction.used()) {
    if (operand.type == ZYDIS_OPERAND_TYPE_REGISTER && !register_allowed(operand.reg.value)) {
      return refuse(304, fmt::format("{} names {}", instruction.name(),
                                     ZydisRegisterGetString(operand.reg.value)));
    }
  }
  return true;
}

}  // namespace verifier
