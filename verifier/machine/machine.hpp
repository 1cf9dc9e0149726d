// Layer 3: the native code of every program, decoded with Zydis; nothing of LLVM.
// docs/verification.md says what passing proves.
#pragma once
#include <set>

#include "image/image.hpp"

namespace verifier {

// Names of programs whose stores need not be proved.
using Unchecked = std::set<std::string, std::less<>>;

// Findings BV0301 to BV0349 over all programs.
void check_machine(const Image& image, const Unchecked& unchecked, Report& report);

// Its stages for one program, in order.
void check_segments(const ProgramParts& program, Report& report);
void check_imports(const ProgramParts& program, Report& report);
void check_relocations(const ProgramParts& program, Report& report);
// False: not every byte is an allowed instruction, or a branch goes elsewhere.
bool check_text(const ProgramParts& program, Report& report);
struct StoreCounts {
  std::uint64_t stores = 0, loads = 0, checked = 0;
};
// BV0340 to BV0344. The text has passed check_text.
void check_stores(const ProgramParts& program, StoreCounts& counts, Report& report);

}  // namespace verifier
