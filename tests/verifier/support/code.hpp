// Machine code for tests of the proof of stores, in pieces that are small enough to read, and
// what the proof says of it.
#pragma once
#include <catch2/catch.hpp>

#include "machine/stores/proof.hpp"
#include "support/verdict.hpp"

namespace code {

using fixture::append;
using verifier::stores::Complaint;
using verifier::stores::Rule;

using Code = std::vector<std::uint8_t>;

inline constexpr std::uint64_t kText = 0x1000, kDataBegin = 0x4000, kDataEnd = 0x5000;

// lea rcx, [rdi]; shr rcx, 12; cmp word [rcx*2 + map], id; jne +N
inline const Code kLea{0x48, 0x8d, 0x0f}, kShift{0x48, 0xc1, 0xe9, 12},
    kCompare{0x66, 0x81, 0x3c, 0x4d, 0, 0, 0, 0, 0, 0};
inline const Code kStore{0x48, 0x89, 0x07};  // mov [rdi], rax
inline const Code kReturn{0xc3}, kTrap{0x0f, 0xb9, 0xc9};

inline Code operator+(Code left, const Code& right) {
  left.insert(left.end(), right.begin(), right.end());
  return left;
}
inline Code jne(std::size_t over) {
  return {0x75, static_cast<std::uint8_t>(over)};
}

// Patches both fields of each comparison with the owner map that the code holds.
inline Code patches_for(const Code& code) {
  Code table;
  for (std::size_t at = 0; at + kCompare.size() <= code.size(); ++at) {
    const bool rex = code[at + 1] == 0x42;
    const std::size_t opcode = at + (rex ? 2 : 1);
    if (code[at] != 0x66 || code[opcode] != 0x81 || code[opcode + 1] != 0x3c) continue;
    for (const auto& [field, kind] : {std::pair{opcode + 3, 2u}, std::pair{opcode + 7, 1u}}) {
      append(table, kText + field, 8);
      append(table, kind, 4);
      append(table, 0, 4);
    }
  }
  return table;
}

enum class Loads : bool { kNo, kYes };  // whether loads are to be proved too

inline std::vector<Complaint> complaints(const Code& code, Loads loads = Loads::kNo) {
  const Code patches = patches_for(code);
  verifier::stores::Proof proof({.text = verifier::View(code),
                                 .text_address = kText,
                                 .data = {kDataBegin, kDataEnd},
                                 .entry = 0,
                                 .patches = verifier::View(patches),
                                 .image = {kText, kDataEnd},
                                 .loads = loads == Loads::kYes});
  return proof.run();
}

inline bool proved(const Code& code, Loads loads = Loads::kNo) {
  return complaints(code, loads).empty();
}
inline bool breaks(const Code& code, Rule rule, Loads loads = Loads::kNo) {
  const auto found = complaints(code, loads);
  return std::ranges::any_of(found, [&](const Complaint& one) { return one.rule == rule; });
}

// A function that checks rdi and then does `access`; `between` comes after the check.
inline Code checked(const Code& access, const Code& between = {}) {
  const Code rest = between + access + kReturn;
  return kLea + kShift + kCompare + jne(rest.size()) + rest + kTrap;
}

}  // namespace code
