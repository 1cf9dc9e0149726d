// The automaton table that the kernel monitors channels with, derived from the canonical text
// alone.
#pragma once
#include "contracts/model.hpp"

namespace verifier {

// Contracts of the image by hash, for the states of endpoints that travel in messages.
using ContractIndex = std::map<Hash, const Contract*>;

struct TableResult {
  std::vector<std::uint8_t> bytes;
  std::string error;  // not empty: the contract cannot have a table
};
TableResult derive_table(const Contract& contract, const ContractIndex& index);

}  // namespace verifier
