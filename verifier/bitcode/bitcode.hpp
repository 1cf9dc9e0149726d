// Layer 2, first step: the portable bitcode of every program consists of allow-listed opcodes,
// intrinsics and callees. Only this folder knows LLVM, and only behind inspect_bitcode, which runs
// in a process of its own: LLVM's reader is large and may crash on hostile input.
#pragma once
#include "image/image.hpp"

namespace verifier {

// Findings BV0401 to BV0419 over all programs.
void check_bitcode(const Image& image, Report& report);

struct BitcodeFinding {
  unsigned number;
  std::string place;  // within the module
  std::string detail;
};

enum class Hooks : std::uint8_t { kForbidden, kAllowed };

// In-process; use check_bitcode for bytes that nobody vouches for. `functions` counts those
// defined.
std::vector<BitcodeFinding> inspect_bitcode(View bitcode, Hooks hooks, std::uint64_t& functions);

}  // namespace verifier
