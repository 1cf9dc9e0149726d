// The automaton table that the kernel monitors channels with, derived from the canonical text
// alone.
#pragma once
#include "contracts/model.hpp"

namespace verifier {

// Contracts of the image by hash, for the states of endpoints that travel in messages.
using ContractIndex = std::map<Hash, const Contract*>;

// The contract of the image that `contract` means by 64 hex digits or member:NAME, or null. A
// member is one of that name in the same component: each of the two says the same of all members.
const Contract* mentioned(const Contract& contract, std::string_view mention,
                          const ContractIndex& index);

struct TableResult {
  std::vector<std::uint8_t> bytes;
  std::string error;  // not empty: the contract cannot have a table
};
TableResult derive_table(const Contract& contract, const ContractIndex& index);

}  // namespace verifier
