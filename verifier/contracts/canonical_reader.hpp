// Reads canonical contract text: exactly the lines of docs/formats/contract.md in exactly their
// order and spacing. Bounded in depth and time on any input.
#pragma once
#include "contracts/model.hpp"

namespace verifier {

struct CanonicalError {
  std::uint64_t line;
  std::string message;
};

// The contract, or the first error.
struct CanonicalResult {
  std::optional<Contract> contract;
  CanonicalError error;
};
CanonicalResult read_canonical(View text);

// Parts of the reader, each of one line's rest.
bool is_identifier(std::string_view text);
bool is_qualified_name(std::string_view text);
std::optional<std::uint32_t> scalar_bytes(std::string_view name);
// TYPE; named enums and structs must be declared already or later, so existence is checked at the
// end.
std::optional<ContractType> read_type(std::string_view text, unsigned depth = 0);
// How an endpoint's type or a base mentions a contract: 64 hex digits or member:NAME.
bool is_mention(std::string_view text);
std::optional<Hash> hash_of_hex(std::string_view text);
// A `requires` expression over the message's parameters.
bool is_requirement(std::string_view text, const ContractMessage& message);

}  // namespace verifier
