// `requires` of a message that is sent, as far as its words are constants there. What is not
// constant the generated stub compares at run time.
#pragma once
#include <functional>

#include "contracts/model.hpp"

namespace verifier {

// The number at an offset in the message, if it is known there: `size` bytes of it.
using KnownWord = std::function<std::optional<std::uint64_t>(std::uint32_t, std::uint32_t)>;

// The first requirement that cannot hold, as the canonical text writes it.
std::optional<std::string> broken_requirement(const Contract& contract,
                                              const ContractMessage& message,
                                              const KnownWord& known);

}  // namespace verifier
