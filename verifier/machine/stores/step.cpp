// From Zydis' description of an instruction to a Step. What is not recognised becomes kOther, which
// is always sound: all that it writes is unknown afterwards.
#include "machine/stores/step.hpp"

#include <algorithm>
#include <bit>

namespace verifier::stores {
namespace {

std::uint8_t number_of(ZydisRegister reg) {
  const ZydisRegister whole = ZydisRegisterGetLargestEnclosing(ZYDIS_MACHINE_MODE_LONG_64, reg);
  return ZydisRegisterGetClass(whole) == ZYDIS_REGCLASS_GPR64
             ? static_cast<std::uint8_t>(whole - ZYDIS_REGISTER_RAX)
             : kNone;
}

bool is_whole(ZydisRegister reg) {
  return ZydisRegisterGetClass(reg) == ZYDIS_REGCLASS_GPR64;
}

bool is_register(const ZydisDecodedOperand& operand) {
  return operand.type == ZYDIS_OPERAND_TYPE_REGISTER;
}
bool is_number(const ZydisDecodedOperand& operand) {
  return operand.type == ZYDIS_OPERAND_TYPE_IMMEDIATE;
}
bool is_memory(const ZydisDecodedOperand& operand) {
  return operand.type == ZYDIS_OPERAND_TYPE_MEMORY;
}
bool writes(const ZydisDecodedOperand& operand) {
  return (operand.actions & ZYDIS_OPERAND_ACTION_MASK_WRITE) != 0;
}

Address address_of(const Instruction& instruction, const ZydisDecodedOperand& operand) {
  if (operand.mem.base == ZYDIS_REGISTER_RIP)
    return {.displacement = static_cast<std::int64_t>(instruction.rip_address(operand))};
  Address address{.base = number_of(operand.mem.base),
                  .index = number_of(operand.mem.index),
                  .scale = std::max<std::uint8_t>(operand.mem.scale, 1),
                  .displacement = operand.mem.disp.value};
  if (address.base == kNone && address.scale == 1) std::swap(address.base, address.index);
  return address;
}

class Maker {
 public:
  Maker(const Instruction& instruction, std::uint64_t text_address, const PatchPlaces& patches)
      : in_(instruction), patches_(patches), text_(text_address) {
    step_.offset = static_cast<std::uint32_t>(in_.address - text_);
    step_.length = in_.decoded.length;
  }

  Step make() {
    for (const ZydisDecodedOperand& operand : in_.used()) note(operand);
    step_.writes_flags = in_.decoded.cpu_flags != nullptr &&
                         (in_.decoded.cpu_flags->modified | in_.decoded.cpu_flags->set_0 |
                          in_.decoded.cpu_flags->set_1 | in_.decoded.cpu_flags->undefined) != 0;
    if (in_.decoded.meta.branch_type != ZYDIS_BRANCH_TYPE_NONE)
      control();
    else
      plain();
    return step_;
  }

 private:
  [[nodiscard]] const ZydisDecodedOperand& operand(std::size_t i) const { return in_.operands[i]; }
  [[nodiscard]] std::size_t explicit_count() const { return in_.decoded.operand_count_visible; }

  void note(const ZydisDecodedOperand& operand) {
    if (is_register(operand) && writes(operand)) {
      const std::uint8_t reg = number_of(operand.reg.value);
      if (reg != kNone) step_.written = static_cast<std::uint16_t>(step_.written | 1u << reg);
    }
    const bool touches = operand.mem.type == ZYDIS_MEMOP_TYPE_MEM &&
                         in_.decoded.mnemonic != ZYDIS_MNEMONIC_NOP &&
                         in_.decoded.mnemonic != ZYDIS_MNEMONIC_UD1;
    if (!is_memory(operand) || !touches) return;
    const bool first = step_.memory.access == Memory::kNoAccess;
    const bool instead = !first && writes(operand) && step_.memory.access != Memory::kWrites;
    if (instead) step_.source = step_.memory;
    Memory& memory = first || instead ? step_.memory : step_.source;
    memory = {};
    memory.access = writes(operand) && !changes_nothing() ? Memory::kWrites : Memory::kReads;
    memory.bytes = static_cast<std::uint8_t>(operand.size / 8);
    memory.address = address_of(in_, operand);
    memory.forward = (in_.decoded.attributes &
                      (ZYDIS_ATTRIB_HAS_REP | ZYDIS_ATTRIB_HAS_REPE | ZYDIS_ATTRIB_HAS_REPNE)) != 0;
    if (operand.mem.segment == ZYDIS_REGISTER_GS)
      memory.place = Memory::kThreadRecord;
    else if (operand.mem.base == ZYDIS_REGISTER_RIP)
      memory.place = Memory::kFixed;
    const ZydisMnemonic name = in_.decoded.mnemonic;
    memory.bit_string = (name == ZYDIS_MNEMONIC_BTS || name == ZYDIS_MNEMONIC_BTR ||
                         name == ZYDIS_MNEMONIC_BTC || name == ZYDIS_MNEMONIC_BT) &&
                        !is_number(this->operand(1));
  }

  // `lock or $0, (%rsp)`: how compilers write a fence.
  [[nodiscard]] bool changes_nothing() const {
    return in_.decoded.mnemonic == ZYDIS_MNEMONIC_OR && is_number(operand(1)) &&
           operand(1).imm.value.u == 0;
  }

  void control() {
    step_.memory = step_.source = {};
    if (const auto target = in_.branch_target())
      step_.target = static_cast<std::uint32_t>(*target - text_);
    switch (in_.decoded.mnemonic) {
      case ZYDIS_MNEMONIC_CALL:
        step_.kind = Effect::kCall;
        return;
      case ZYDIS_MNEMONIC_RET:
        step_.kind = Effect::kReturn;
        step_.number = explicit_count() == 0 ? 0 : 1;
        return;
      case ZYDIS_MNEMONIC_JMP:
        step_.kind = in_.branch_target() ? Effect::kJump : Effect::kImportJump;
        return;
      default:
        step_.kind = Effect::kBranch;
        step_.condition = in_.decoded.mnemonic;
    }
  }

  void plain() {
    switch (in_.decoded.mnemonic) {
      case ZYDIS_MNEMONIC_INT3:
      case ZYDIS_MNEMONIC_UD1:
      case ZYDIS_MNEMONIC_UD2:
        step_.kind = Effect::kEnd;
        step_.padding = in_.decoded.mnemonic == ZYDIS_MNEMONIC_INT3;
        return;
      case ZYDIS_MNEMONIC_NOP:
        step_.padding = true;
        return;
      case ZYDIS_MNEMONIC_PUSH:
        step_.kind = Effect::kPush;
        step_.memory = {};
        step_.from = is_register(operand(0)) && is_whole(operand(0).reg.value)
                         ? number_of(operand(0).reg.value)
                         : kNone;
        step_.width = in_.decoded.operand_width;
        return;
      case ZYDIS_MNEMONIC_POP:
        if (!is_register(operand(0))) return;  // writes the stack pointer, in a way nobody follows
        step_.kind = Effect::kPop;
        step_.memory = {};
        step_.to = is_whole(operand(0).reg.value) ? number_of(operand(0).reg.value) : kNone;
        step_.width = in_.decoded.operand_width;
        return;
      case ZYDIS_MNEMONIC_LEAVE:
        step_.kind = Effect::kLeave;
        step_.memory = {};
        step_.width = in_.decoded.operand_width;
        return;
      case ZYDIS_MNEMONIC_CMP:
        return compare();
      case ZYDIS_MNEMONIC_TEST:
        return test();
      default:
        break;
    }
    if (explicit_count() > 0 && is_register(operand(0)) && writes(operand(0))) to_register();
    if (in_.decoded.mnemonic == ZYDIS_MNEMONIC_MOV && is_memory(operand(0)) &&
        is_register(operand(1)) && is_whole(operand(1).reg.value)) {
      step_.kind =
          step_.memory.place == Memory::kThreadRecord ? Effect::kStoreDataPointer : Effect::kStore;
      step_.from = number_of(operand(1).reg.value);
    }
  }

  void compare() {
    step_.kind = Effect::kOther;
    if (is_memory(operand(0)) && is_number(operand(1))) return owner_compare();
    if (!is_register(operand(0))) return;
    const unsigned width = operand(0).size;
    const std::uint8_t from = number_of(operand(0).reg.value);
    if (width < 32 || from == kNone) return;
    if (is_number(operand(1)) && (operand(1).imm.value.s >= 0 || width == 64)) {
      step_.number = operand(1).imm.value.s;
    } else if (is_register(operand(1))) {
      step_.other = number_of(operand(1).reg.value);
    } else {
      return;
    }
    step_.kind = Effect::kCompare;
    step_.from = from;
    step_.width = static_cast<std::uint8_t>(width);
  }

  // Of a register with itself, which is a comparison with 0.
  void test() {
    if (!is_register(operand(0)) || !is_register(operand(1)) || operand(0).size < 32 ||
        operand(0).reg.value != operand(1).reg.value)
      return;
    step_.from = number_of(operand(0).reg.value);
    if (step_.from == kNone) return;
    step_.kind = Effect::kCompare;
    step_.width = static_cast<std::uint8_t>(operand(0).size);
  }

  // cmp word [t * 2 + map], id
  void owner_compare() {
    const auto& raw = in_.decoded.raw;
    const auto& memory = operand(0).mem;
    const bool form = operand(0).size == 16 && memory.base == ZYDIS_REGISTER_NONE &&
                      memory.index != ZYDIS_REGISTER_NONE && is_whole(memory.index) &&
                      memory.scale == 2 && memory.segment == ZYDIS_REGISTER_DS;
    if (!form || raw.disp.size != 32 || raw.imm[0].size != 16 ||
        !patches_.holds(in_.address + raw.disp.offset, 2))
      return;
    if (!patches_.holds(in_.address + raw.imm[0].offset, 1)) {
      step_.memory = {};  // with another owner's id: reads the map, and says nothing
      return;
    }
    step_.kind = Effect::kOwnerCompare;
    step_.from = number_of(memory.index);
    step_.memory = {};  // reads the map, nothing of interest
  }

  void limited(std::int64_t most) {
    step_.kind = Effect::kLimited;
    step_.number = most;
  }

  void to_register() {
    const ZydisDecodedOperand& target = operand(0);
    step_.to = number_of(target.reg.value);
    if (step_.to == kNone || std::popcount(step_.written) != 1) return;
    if (is_whole(target.reg.value)) return to_whole_register();
    if (target.size != 32) return;
    limited(0xffff'ffff);  // the upper half becomes zero
    if (explicit_count() < 2) return add_half();
    const ZydisDecodedOperand& source = operand(1);
    switch (in_.decoded.mnemonic) {
      case ZYDIS_MNEMONIC_MOV:
        if (is_number(source)) {
          step_.kind = Effect::kNumber;
          step_.number = static_cast<std::int64_t>(source.imm.value.u & 0xffff'ffff);
        } else if (is_register(source)) {
          step_.from = number_of(source.reg.value);
          if (step_.from != kNone) step_.kind = Effect::kMoveHalf;
        }
        return;
      case ZYDIS_MNEMONIC_MOVZX:
        return limited((std::int64_t{1} << source.size) - 1);
      case ZYDIS_MNEMONIC_AND:
        if (is_number(source) && source.imm.value.s >= 0) limited(source.imm.value.s);
        return;
      case ZYDIS_MNEMONIC_ADD:
      case ZYDIS_MNEMONIC_SUB:
        if (!is_number(source)) return;
        step_.kind = Effect::kAddHalf;
        step_.number =
            in_.decoded.mnemonic == ZYDIS_MNEMONIC_ADD ? source.imm.value.s : -source.imm.value.s;
        return;
      case ZYDIS_MNEMONIC_LEA:
        if (source.mem.base == ZYDIS_REGISTER_RIP) return;
        step_.kind = Effect::kLeaHalf;
        step_.memory.address = address_of(in_, source);
        return;
      case ZYDIS_MNEMONIC_SHL:
        return shift_left(source, Effect::kLeaHalf);
      case ZYDIS_MNEMONIC_SHR:
        if (is_number(source)) limited(std::int64_t{0xffff'ffff} >> (source.imm.value.u & 31));
        return;
      case ZYDIS_MNEMONIC_XOR:
        if (is_register(source) && source.reg.value == target.reg.value) limited(0);
        return;
      default:
        return;
    }
  }

  // As an index with a scale.
  void shift_left(const ZydisDecodedOperand& source, Effect kind) {
    if (!is_number(source) || source.imm.value.u > 7) return;
    step_.kind = kind;
    step_.memory.address = {.index = step_.to,
                            .scale = static_cast<std::uint8_t>(1u << source.imm.value.u)};
  }

  void add_half() {
    const bool up = in_.decoded.mnemonic == ZYDIS_MNEMONIC_INC;
    if (!up && in_.decoded.mnemonic != ZYDIS_MNEMONIC_DEC) return;
    step_.kind = Effect::kAddHalf;
    step_.number = up ? 1 : -1;
  }

  void to_whole_register() {
    if (explicit_count() == 1) {
      const bool up = in_.decoded.mnemonic == ZYDIS_MNEMONIC_INC;
      if (up || in_.decoded.mnemonic == ZYDIS_MNEMONIC_DEC) {
        step_.kind = Effect::kAdd;
        step_.number = up ? 1 : -1;
      }
      return;
    }
    const ZydisDecodedOperand& source = operand(1);
    switch (in_.decoded.mnemonic) {
      case ZYDIS_MNEMONIC_MOV:
        return move(source);
      case ZYDIS_MNEMONIC_LEA:
        step_.kind = source.mem.base == ZYDIS_REGISTER_RIP ? Effect::kWindow : Effect::kLea;
        step_.memory.address = address_of(in_, source);
        step_.number = step_.memory.address.displacement;
        return;
      case ZYDIS_MNEMONIC_ADD:
      case ZYDIS_MNEMONIC_SUB:
        if (!is_number(source)) return;
        step_.kind = Effect::kAdd;
        step_.number =
            in_.decoded.mnemonic == ZYDIS_MNEMONIC_ADD ? source.imm.value.s : -source.imm.value.s;
        return;
      case ZYDIS_MNEMONIC_SHR:
        if (!is_number(source) || source.imm.value.u == 0 || source.imm.value.u > 63) return;
        step_.kind = Effect::kShiftRight;
        step_.number = source.imm.value.s;
        return;
      case ZYDIS_MNEMONIC_SHL:
        return shift_left(source, Effect::kLea);
      case ZYDIS_MNEMONIC_AND:
        if (!is_number(source)) return;
        step_.kind = Effect::kMask;
        step_.number = source.imm.value.s;
        return;
      case ZYDIS_MNEMONIC_MOVZX:
        return limited((std::int64_t{1} << source.size) - 1);
      default:
        return;
    }
  }

  void move(const ZydisDecodedOperand& source) {
    if (is_number(source)) {
      step_.kind = Effect::kNumber;
      step_.number = source.imm.value.s;
    } else if (step_.memory.place == Memory::kThreadRecord) {
      if (source.mem.disp.value == kDataStackSlot) step_.kind = Effect::kLoadDataPointer;
    } else if (is_register(source) && is_whole(source.reg.value)) {
      step_.kind = Effect::kMove;
      step_.from = number_of(source.reg.value);
    } else if (is_memory(source)) {
      step_.kind = Effect::kLoad;
    }
  }

  const Instruction& in_;
  const PatchPlaces& patches_;
  std::uint64_t text_;
  Step step_;
};

}  // namespace

PatchPlaces::PatchPlaces(View table) {
  for (std::uint64_t at = 0; at + 16 <= table.size(); at += 16)
    places_.emplace_back(table.u64(at), table.u32(at + 8));
  std::ranges::sort(places_);
}

bool PatchPlaces::holds(std::uint64_t address, std::uint32_t kind) const {
  return std::ranges::binary_search(places_, std::pair(address, kind));
}

Step make_step(const Instruction& instruction, std::uint64_t text_address,
               const PatchPlaces& patches) {
  return Maker(instruction, text_address, patches).make();
}

}  // namespace verifier::stores
