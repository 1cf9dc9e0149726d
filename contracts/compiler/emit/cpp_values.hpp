// What a receiving stub checks of the values themselves: a sender in C++ cannot make a bool of 2 or
// an enum without a name, but what arrives is bytes.
#pragma once
#include <string>

#include "emit/cpp_side.hpp"

namespace contracts {

/// Before the message is loaded: every bool byte is 0 or 1.
std::string cpp_bool_checks(const SideInState& side, const Message& message, const char* indent);
/// Over a variable `message`: every enum is one of its enumerators.
std::string cpp_enum_checks(const SideInState& side, const Message& message, const char* indent);

}  // namespace contracts
