// What receive() returns: a message, or the news that none will come, not yet looked at.
#pragma once
#include <string>

#include "emit/cpp_side.hpp"

namespace contracts {

/// The enumerations of what can arrive, for switches; members of the endpoint's class.
std::string cpp_arrivals(const SideInState& side);
/// The class, with match(), and arrival() and as() for loops.
std::string cpp_received_class(const SideInState& side);

}  // namespace contracts
