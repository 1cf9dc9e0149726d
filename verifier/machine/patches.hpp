// The load-time patches of a program (owner id, owner map's base) and whether each fills exactly an
// operand that may vary.
#pragma once
#include "machine/instruction.hpp"

namespace verifier {

class Patches {
 public:
  // BV0316 for malformed entries. Sorted by address.
  Patches(const ProgramParts& program, Report& report);

  // Checks those inside `instruction`; call in order of address.
  void check(const Instruction& instruction, Report& report);
  // BV0317 for those that lie in no instruction.
  void check_rest(Report& report);

 private:
  struct Patch {
    std::uint64_t address;
    std::uint32_t kind;
    [[nodiscard]] unsigned bytes() const { return kind == 1 ? 2 : kind == 2 ? 4 : 8; }
  };
  void check_one(const Patch& patch, const Instruction& instruction, Report& report);

  const ProgramParts& program_;
  std::vector<Patch> patches_;
  std::size_t next_ = 0;
};

}  // namespace verifier
