// A decoded instruction reduced to what the proof of stores needs: which registers it writes and
// how, where its memory operand is, where it goes. Small, because the whole text is held as steps.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "machine/instruction.hpp"

namespace verifier::stores {

enum Register : std::uint8_t { kRax, kRcx, kRdx, kRbx, kRsp, kRbp, kRsi, kRdi, kR8, kR15 = 15 };
inline constexpr std::uint8_t kNone = 0xff;
inline constexpr std::size_t kRegisters = 16;
inline constexpr auto kCalleeSaved = std::to_array<std::uint8_t>({kRbx, kRbp, 12, 13, 14, 15});

inline constexpr std::int64_t kDataStackSlot = 24;  // abi::ThreadRecord::unsafe_stack_pointer

// base + index * scale + displacement, over the registers' values at the step.
struct Address {
  std::uint8_t base = kNone;
  std::uint8_t index = kNone;
  std::uint8_t scale = 1;
  std::int64_t displacement = 0;
  friend bool operator==(const Address&, const Address&) = default;
  [[nodiscard]] bool names(std::uint8_t reg) const { return base == reg || index == reg; }
};

enum class Effect : std::uint8_t {
  kOther,             // writes `written` with unknown values; may read or write memory
  kMove,              // to = from, 64 bits
  kNumber,            // to = number, 64 bits
  kLimited,           // to = something in [0, number]
  kMask,              // to &= number, not negative
  kAdd,               // to += number, 64 bits
  kAddHalf,           // to += number, 32 bits; the upper half becomes zero
  kMoveHalf,          // to = from, 32 bits; the upper half becomes zero
  kShiftRight,        // to >>= number, 64 bits
  kLea,               // to = memory operand's address, 64 bits
  kLeaHalf,           // the same, 32 bits; the upper half becomes zero
  kWindow,            // to = number, an address in the SIP's window (lea relative to rip)
  kLoad,              // to = 64 bits of memory
  kStore,             // 64 bits of memory = from
  kLoadDataPointer,   // to = %gs:24
  kStoreDataPointer,  // %gs:24 = from
  kPush,              // from or kNone
  kPop,               // to
  kLeave,
  kCompare,       // from with number, or with register `other`; `width` bits
  kOwnerCompare,  // word [from * 2 + owner map] with this SIP's owner id, both patched at load
  kJump,
  kBranch,  // conditional
  kCall,
  kReturn,
  kImportJump,  // leaves to the kernel, which returns to the caller
  kEnd          // nothing follows: int3, ud1, ud2
};

struct Memory {
  enum Access : std::uint8_t { kNoAccess, kReads, kWrites };
  enum Place : std::uint8_t { kAddressed, kFixed, kThreadRecord };  // kFixed: relative to rip
  Access access = kNoAccess;
  Place place = kAddressed;
  bool forward = false;     // a repeated string instruction: goes on upwards, byte by byte
  bool bit_string = false;  // the bit offset reaches beyond the operand
  std::uint8_t bytes = 0;
  Address address;  // kFixed: the displacement is the address in the window
};

struct Step {
  std::uint32_t offset = 0;  // in the text
  std::uint8_t length = 0;
  Effect kind = Effect::kOther;
  std::uint8_t to = kNone, from = kNone, other = kNone;
  std::uint8_t width = 64;    // of a comparison, in bits
  std::uint16_t written = 0;  // bit per register, whichever part of it
  bool writes_flags = false;
  bool padding = false;  // int3 or nop
  std::int64_t number = 0;
  std::uint32_t target = 0;                          // offset in the text, of jumps and calls
  ZydisMnemonic condition = ZYDIS_MNEMONIC_INVALID;  // of a branch
  Memory memory;                                     // the operand, of two the one that is written
  Memory source;  // the other one, of string instructions and push
};

// The patches of the program that an owner check needs, by address.
class PatchPlaces {
 public:
  explicit PatchPlaces(View table);
  [[nodiscard]] bool holds(std::uint64_t address, std::uint32_t kind) const;

 private:
  std::vector<std::pair<std::uint64_t, std::uint32_t>> places_;
};

Step make_step(const Instruction& instruction, std::uint64_t text_address,
               const PatchPlaces& patches);

}  // namespace verifier::stores
