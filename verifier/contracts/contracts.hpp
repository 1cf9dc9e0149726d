// The contract checks over an image: text, automaton, table, identity.
#pragma once
#include "contracts/model.hpp"

namespace verifier {

// The image's contracts by ordinal; one that could not be read is empty. Findings BV0501 to BV0506.
std::vector<std::optional<Contract>> check_contracts(const Image& image, Report& report);

}  // namespace verifier
