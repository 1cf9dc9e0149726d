// A client and a server that walk through a contract at random, as a C++ header for tests on the
// host: they send whatever is allowed, with values that satisfy the conditions, and take whatever
// comes. What they have in common is contracts/mock/.
#pragma once
#include <string>
#include <vector>

#include "model/model.hpp"

namespace contracts {

/// `stem` is the input's name without directory and `.contract`.
std::string mock_header(const Unit& unit, const std::string& stem);

// The parts.
bool can_make(const Message& message);
/// `std::optional<M> make_M(Walk&)` for each message that can be made.
std::string mock_makers(const Contract& contract);
/// Gives up every owner and endpoint in the variable `message`.
std::string mock_drops(const Message& message, const std::string& indent);
enum class MockSide { kImporter, kExporter };
std::string mock_class(const Contract& contract, MockSide side);

}  // namespace contracts
