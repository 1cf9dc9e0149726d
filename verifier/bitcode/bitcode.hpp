// Layer 2, first step: the portable bitcode of every program consists of allow-listed opcodes,
// intrinsics and callees. Only this folder knows LLVM, and only behind inspect_bitcode, which runs
// in a process of its own: LLVM's reader is large and may crash on hostile input.
#pragma once
#include "image/image.hpp"
#include "system/system.hpp"

namespace verifier {

// Findings BV0401 to BV0446 over all programs. `system`: null if it could not be understood, which
// the report then says.
void check_bitcode(const Image& image, const Contracts& contracts, const CheckedSystem* system,
                   Report& report);

struct Rights;  // protocol/conversation.hpp

struct BitcodeFinding {
  unsigned number;
  std::string place;  // within the module
  std::string detail;
};

enum class Hooks : std::uint8_t { kForbidden, kAllowed };

// In-process; use check_bitcode for bytes that nobody vouches for. `functions` counts those
// defined.
// `rights`: null for a module without manifest and contracts, whose conversations nobody can
// follow.
std::vector<BitcodeFinding> inspect_bitcode(View bitcode, Hooks hooks, std::uint64_t& functions,
                                            const Rights* rights = nullptr);

}  // namespace verifier
