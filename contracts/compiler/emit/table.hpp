// The automaton table that the kernel monitors channels with. Format: docs/formats/contract.md.
#pragma once
#include <string>

#include "model/model.hpp"

namespace contracts {

std::string table_bytes(const Contract& contract);

}  // namespace contracts
