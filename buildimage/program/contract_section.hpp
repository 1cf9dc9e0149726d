// The contracts that a .sip carries (.sip.contracts): the automaton table and the canonical text of
// each.
#pragma once
#include <array>

#include "files/files.hpp"

namespace buildimage {

using Hash = std::array<std::uint8_t, 32>;

Hash sha256(ByteView bytes);

struct Contract {
  std::string name;
  Hash hash;  // SHA-256 of the canonical text: the contract's identity
  Bytes table;
  Bytes canonical;
  std::vector<std::string> states;
  std::uint64_t cells;  // of the kernel's message pool that one channel of it needs
};

// BI0304: damaged section.
Result<std::vector<Contract>> read_contracts(ByteView section, const std::string& file);

}  // namespace buildimage
