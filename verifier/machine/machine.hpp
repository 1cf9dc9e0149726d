// Layer 3: the native code of every program, decoded with Zydis; nothing of LLVM.
// docs/verification.md says what passing proves.
#pragma once
#include "image/image.hpp"

namespace verifier {

// Findings BV0301 to BV0339 over all programs.
void check_machine(const Image& image, Report& report);

// Its stages for one program, in order.
void check_segments(const ProgramParts& program, Report& report);
void check_imports(const ProgramParts& program, Report& report);
void check_relocations(const ProgramParts& program, Report& report);
void check_text(const ProgramParts& program, Report& report);

}  // namespace verifier
