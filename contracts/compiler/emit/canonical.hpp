// The canonical text of a contract: its identity, and what the verifier reads. Format:
// docs/formats/contract.md.
#pragma once
#include <string>

#include "model/model.hpp"

namespace contracts {

/// Needs everything but Contract::canonical and hash filled in, and the hashes of all contracts
/// that it mentions, but for those of its own component: without the `member` lines for these.
std::string canonical_text(const Contract& contract);

/// A type as the canonical text writes it, without a trailing `?`'s meaning being lost: u8,
/// vector<u8>?, exp<self>:Start.
std::string canonical_type(const Type& type, const Contract& contract);
std::string canonical_term(const Term& term, const Message& message);
/// The name of an enum or struct: plain if the contract or a base of it declares it, else
/// qualified.
std::string canonical_name(const Contract* owner, const std::string& scope, const std::string& name,
                           const Contract& contract);

}  // namespace contracts
