// The typestate part of a generated header: an endpoint class for each side and state, what a
// receive returns, create().
#pragma once
#include <string>

#include "emit/cpp_names.hpp"
#include "model/model.hpp"

namespace contracts {

/// Class definitions; the members that need the messages are only declared.
std::string cpp_endpoint_classes(const Contract& contract, const CppNames& names);
/// The types that receive() returns, with match().
std::string cpp_received_classes(const Contract& contract, const CppNames& names);
/// Bodies of send() and receive().
std::string cpp_endpoint_bodies(const Contract& contract, const CppNames& names);
std::string cpp_create(const Contract& contract, const CppNames& names);

}  // namespace contracts
