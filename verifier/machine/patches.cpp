// A patch changes verified text, so it may only fill an operand whose every value is as good as the
// one that was verified: the immediate of a comparison or move, or the displacement of a load from
// the owner map; never a branch, a store, or part of an opcode.
#include "machine/patches.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "machine/names.hpp"

namespace verifier {
namespace {

constexpr auto kPatchable = std::to_array<ZydisMnemonic>(
    {ZYDIS_MNEMONIC_CMP, ZYDIS_MNEMONIC_MOV, ZYDIS_MNEMONIC_MOVZX, ZYDIS_MNEMONIC_TEST,
     ZYDIS_MNEMONIC_ADD, ZYDIS_MNEMONIC_SUB, ZYDIS_MNEMONIC_XOR, ZYDIS_MNEMONIC_LEA});

bool fills_immediate(const Instruction& instruction, std::uint64_t offset, unsigned bytes) {
  const auto& immediate = instruction.decoded.raw.imm[0];
  return immediate.size == bytes * 8 && immediate.offset == offset && immediate.is_relative == 0;
}

// Only of an operand that is read, and not one relative to rip, whose target was verified.
bool fills_displacement(const Instruction& instruction, std::uint64_t offset, unsigned bytes) {
  const auto& displacement = instruction.decoded.raw.disp;
  if (displacement.size != bytes * 8 || displacement.offset != offset) return false;
  return std::ranges::all_of(instruction.used(), [](const ZydisDecodedOperand& operand) {
    if (operand.type != ZYDIS_OPERAND_TYPE_MEMORY) return true;
    const bool writes = (operand.actions & ZYDIS_OPERAND_ACTION_MASK_WRITE) != 0;
    return operand.mem.base != ZYDIS_REGISTER_RIP && !writes;
  });
}

}  // namespace

Patches::Patches(const ProgramParts& program, Report& report) : program_(program) {
  const View table = program.patches.bytes;
  const auto malformed = [&](std::string detail) {
    report.add(316, program.name + ", patches", std::move(detail));
  };
  if (table.size() % 16 != 0) malformed(fmt::format("{} bytes", table.size()));
  for (std::uint64_t at = 0; at + 16 <= table.size() && !report.flooded(Group::kMachine);
       at += 16) {
    const Patch patch{table.u64(at), table.u32(at + 8)};
    if (patch.kind < 1 || patch.kind > 3 || table.u32(at + 12) != 0)
      malformed(fmt::format("entry {} has kind {}", at / 16, patch.kind));
    else
      patches_.push_back(patch);
  }
  std::ranges::sort(patches_, {}, &Patch::address);
  for (std::size_t i = 1; i < patches_.size(); ++i) {
    if (patches_[i].address - patches_[i - 1].address < patches_[i - 1].bytes())
      malformed(fmt::format("two patches overlap at {:#x}", patches_[i].address));
  }
}

void Patches::check(const Instruction& instruction, Report& report) {
  while (next_ < patches_.size() && patches_[next_].address < instruction.end()) {
    const Patch& patch = patches_[next_];
    if (patch.address < instruction.address)
      report.add(317, fmt::format("{}, patch at {:#x}", program_.name, patch.address),
                 "it is not inside the text");
    else
      check_one(patch, instruction, report);
    ++next_;
  }
}

void Patches::check_one(const Patch& patch, const Instruction& instruction, Report& report) {
  const std::uint64_t offset = patch.address - instruction.address;
  const bool known =
      std::ranges::find(kPatchable, instruction.decoded.mnemonic) != kPatchable.end();
  const bool displacement =
      patch.kind == 2 && fills_displacement(instruction, offset, patch.bytes());
  if (!known || (!displacement && !fills_immediate(instruction, offset, patch.bytes()))) {
    return report.add(
        317, place_in_text(program_, patch.address),
        fmt::format("kind {} at byte {} of {}", patch.kind, offset, instruction.name()));
  }
  const std::uint64_t at = patch.address - program_.text.address;
  if (program_.text.bytes.first_nonzero(at, patch.bytes()))
    report.add(318, place_in_text(program_, patch.address), "the place is not zero in the image");
}

void Patches::check_rest(Report& report) {
  for (; next_ < patches_.size(); ++next_)
    report.add(317, fmt::format("{}, patch at {:#x}", program_.name, patches_[next_].address),
               "it is not inside the text");
}

}  // namespace verifier
